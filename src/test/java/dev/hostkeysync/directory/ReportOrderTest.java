package dev.hostkeysync.directory;

import static dev.hostkeysync.directory.ReportFixture.AT_ZOOM;
import static dev.hostkeysync.directory.ReportFixture.ZOE;
import static dev.hostkeysync.directory.ReportFixture.ZOE_AT_ZOOM;
import static dev.hostkeysync.directory.ReportFixture.email;
import static dev.hostkeysync.directory.ReportFixture.minute;
import static dev.hostkeysync.directory.ReportFixture.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Reports that come late, early, or about somebody under another name.
class ReportOrderTest {

    private final ReportFixture fixture = new ReportFixture();

    @Nested
    class OfOneSwitch {

        @Test
        void tellsALateSwitchAndWhatFollowedIt() {
            fixture.zoeByScim();
            assertThat(told(10, new Report.Activated(ZOE))).isEqualTo("unchanged -> ACTIVE v1");

            String late = told(5, new Report.Deactivated(ZOE));

            assertThat(late)
                    .isEqualTo("changed, user-deactivated 2, user-reactivated 3 -> ACTIVE v3");
        }

        @Test
        void passesOverALateSwitchThatChangedNothingThen() {
            fixture.zoeByScim();
            told(10, new Report.Deactivated(ZOE));

            assertThat(told(5, new Report.Activated(ZOE))).isEqualTo("late -> DEACTIVATED v2");
        }

        @Test
        void takesTheSameWordUnderAnotherIdForTheSame() {
            fixture.zoeByScim();
            told(10, new Report.SignInChanged(ZOE));
            told(11, new Report.SignInChanged(ZOE));

            assertThat(told(10, new Report.SignInChanged(ZOE))).isEqualTo("unchanged -> ACTIVE v3");
        }

        /// As from a sender that counts in seconds.
        @Test
        void takesWordsOfOneMomentAsTheyCome() {
            assertThat(told(10, new Report.Created(ZOE, profile("zoe", true))))
                    .isEqualTo("changed, user-created 1 -> ACTIVE v1");
            assertThat(told(10, new Report.Deactivated(ZOE)))
                    .isEqualTo("changed, user-deactivated 2 -> DEACTIVATED v2");
            assertThat(told(10, new Report.Activated(ZOE)))
                    .isEqualTo("changed, user-reactivated 3 -> ACTIVE v3");
            assertThat(told(10, new Report.Activated(ZOE))).isEqualTo("late -> ACTIVE v3");
            assertThat(told(10, new Report.Removed(ZOE)))
                    .isEqualTo("changed, user-removed 4 -> REMOVED v4");
            assertThat(told(10, new Report.Created(ZOE, profile("zoe", true))))
                    .isEqualTo("changed, user-created 1 -> ACTIVE v1");
        }

        @Test
        void doesNotBringBackWhoWasRemovedLater() {
            told(1, new Report.Created(ZOE, profile("zoe", true)));
            told(10, new Report.Removed(ZOE));

            String late = told(5, new Report.Created(ZOE, profile("zoe", true)));

            assertThat(late).isEqualTo("late -> REMOVED v2");
            assertThat(fixture.everybody()).isEmpty();
        }

        @Test
        void tellsOfARemovedUserWhatWasBefore() {
            told(1, new Report.Created(ZOE, profile("zoe", true)));
            told(10, new Report.Removed(ZOE));

            String late = told(5, new Report.Deactivated(ZOE));

            assertThat(late).isEqualTo("changed, user-deactivated 3, user-removed 4 -> REMOVED v4");
        }

        @Test
        void tellsALateRemovalAndThatTheUserIsBack() {
            fixture.zoeByScim();
            told(10, new Report.Created(ZOE, profile("zoe", true)));

            String late = told(5, new Report.Removed(ZOE));

            assertThat(late).isEqualTo("changed, user-removed 2, user-created 3 -> ACTIVE v3");
        }

        @Test
        void remembersForEightDaysWhatIsNewer() {
            fixture.zoeByScim();
            told(10, new Report.Deactivated(ZOE));
            int _ =
                    fixture.database
                            .jdbi()
                            .inTransaction(tx ->
                                    fixture.directory.directory().forget(tx, minute(60), 100));

            assertThat(told(5, new Report.Activated(ZOE))).isEqualTo("late -> DEACTIVATED v2");
            assertThat(told(15, new Report.Activated(ZOE)))
                    .isEqualTo("changed, user-reactivated 3 -> ACTIVE v3");
        }
    }

    @Nested
    class BeforeTheUserIsKnown {

        @Test
        void takesEffectWithTheCreation() {
            assertThat(told(10, new Report.Deactivated(ZOE))).isEqualTo("not found");

            String created = told(5, new Report.Created(ZOE, profile("zoe", true)));

            assertThat(created)
                    .isEqualTo("changed, user-created 1, user-deactivated 2 -> DEACTIVATED v2");
            assertThat(fixture.everybody()).containsExactly("DEACTIVATED v2");
        }

        @Test
        void isForgottenByALaterCreation() {
            told(10, new Report.Deactivated(ZOE));
            told(11, new Report.Removed(ZOE));

            assertThat(told(15, new Report.Created(ZOE, profile("zoe", true))))
                    .isEqualTo("changed, user-created 1 -> ACTIVE v1");
        }

        @Test
        void makesATombstoneOfWhoIsGoneAlready() {
            told(10, new Report.Removed(ZOE));

            String created = told(5, new Report.Created(ZOE, profile("zoe", true)));

            assertThat(created).isEqualTo("changed, user-created 1, user-removed 2 -> REMOVED v2");
            assertThat(fixture.everybody()).isEmpty();
        }

        @Test
        void linksWhomZoomHadFirst() {
            told(3, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(4, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));

            String created = told(5, new Report.Created(ZOE, profile("zoe", true)));

            assertThat(created)
                    .isEqualTo(
                            "changed, zoom-user-ready 1, user-created off 2 -> DEACTIVATED z1 v2");
        }

        @Test
        void isFoundByAnIdThatCameLater() {
            told(8, new Report.HostKeyDrifted(UserReference.ofZoom(AT_ZOOM, Optional.empty())));
            told(7, new Report.ReadyAtZoom(ZOE_AT_ZOOM));

            String created = told(5, new Report.Created(ZOE, profile("zoe", true)));

            assertThat(created)
                    .isEqualTo(
                            "changed, user-created 1, zoom-user-ready 2, host-key-drifted 3"
                                    + " -> ACTIVE z1 v3");
        }

        @Test
        void isInItsOrderAlsoBeforeScimMadeTheUser() {
            UserReference byId = UserReference.ofZoom(AT_ZOOM, Optional.empty());
            fixture.told(-70, new Report.DeactivatedAtZoom(byId));
            fixture.told(-65, new Report.ActivatedAtZoom(byId));
            fixture.zoeByScim();

            assertThat(told(5, new Report.ReadyAtZoom(ZOE_AT_ZOOM))).endsWith("-> ACTIVE z1 v5");
        }

        @Test
        void countsAlsoInAnEditOfAttributes() {
            told(10, new Report.Profiled(ZOE, _ -> profile("zoe", false)));

            assertThat(told(5, new Report.Created(ZOE, profile("zoe", true))))
                    .isEqualTo("changed, user-created 1, user-deactivated 2 -> DEACTIVATED v2");
        }

        @Test
        void waitsForANewName() {
            fixture.zoeByScim();
            told(10, new Report.Deactivated(UserReference.none().with(email("zoe.m").get())));

            String renamed = told(5, new Report.Profiled(ZOE, _ -> profile("zoe.m", true)));

            assertThat(renamed)
                    .isEqualTo("changed, sso-changed 2, user-deactivated 3 -> DEACTIVATED v3");
        }

        @Test
        void isNotAboutWhoTakesTheNameLater() {
            fixture.zoeByScim();
            told(4, new Report.Deactivated(UserReference.none().with(email("zoe.m").get())));

            assertThat(told(5, new Report.Profiled(ZOE, _ -> profile("zoe.m", true))))
                    .isEqualTo("changed, sso-changed 2 -> ACTIVE v2");
        }
    }

    @Nested
    class BeforeScimMakesTheUser {

        @Test
        void linksWhomZoomHadFirst() {
            told(3, new Report.ReadyAtZoom(ZOE_AT_ZOOM));

            assertThat(made()).isEqualTo("ACTIVE z1 v2");
            assertThat(fixture.triggers()).containsExactly("zoom-ready", "created");
            UserReference byId = UserReference.ofZoom(AT_ZOOM, Optional.empty());
            assertThat(told(200, new Report.HostKeyDrifted(byId)))
                    .isEqualTo("changed, host-key-drifted 3 -> ACTIVE z1 v3");
        }

        @Test
        void keepsOffWhomZoomSwitchedOff() {
            told(3, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(4, new Report.DeactivatedAtZoom(UserReference.ofZoom(AT_ZOOM, Optional.empty())));

            assertThat(made()).isEqualTo("DEACTIVATED z1 v2");
            assertThat(told(200, new Report.ActivatedAtZoom(ZOE_AT_ZOOM)))
                    .isEqualTo(
                            "changed, user-reactivated by Zoom 3, zoom-user-ready 4 -> ACTIVE z1"
                                    + " v4");
        }

        @Test
        void doesNotLinkWhoLeft() {
            told(3, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(4, new Report.Transferred(ZOE_AT_ZOOM));

            assertThat(made()).isEqualTo("ACTIVE v2");
        }

        @Test
        void doesNotCountWhenTheProviderSaidIt() {
            told(3, new Report.Deactivated(ZOE));
            told(4, new Report.Removed(ZOE));

            assertThat(made()).isEqualTo("ACTIVE v1");
            assertThat(told(5, new Report.Deactivated(ZOE))).isEqualTo("late -> ACTIVE v1");
        }

        private String made() {
            fixture.clock.pass(Duration.ofMinutes(10));
            ChangeResult made =
                    fixture.directory
                            .directory()
                            .apply(new UserChange.Create(profile("zoe", true)), "scim:test");
            DirectoryUser user = ((ChangeResult.Changed) made).user();
            assertThat(fixture.everybody()).containsExactly(ReportFixture.standing(user));
            return ReportFixture.standing(user);
        }
    }

    @Nested
    class OfScim {

        @Test
        void isNow() {
            UserId zoe = fixture.zoeByScim();
            fixture.scim(zoe, false);

            assertThat(told(30, new Report.Activated(ZOE))).isEqualTo("late -> DEACTIVATED v2");
        }

        @Test
        void isNowWhateverTheClockOfAnother() {
            UserId zoe = fixture.zoeByScim();
            told(600, new Report.Deactivated(ZOE));

            fixture.scim(zoe, true);

            assertThat(ReportFixture.standing(fixture.read(zoe))).isEqualTo("ACTIVE v3");
        }

        @Test
        void removesForGood() {
            UserId zoe = fixture.zoeByScim();
            var _ = fixture.directory.changed(new UserChange.Remove(zoe, OptionalLong.empty()));

            assertThat(told(30, new Report.Created(ZOE, profile("zoe", true))))
                    .isEqualTo("late -> REMOVED v2");
        }

        @Test
        void doesNotUndoWhatZoomSaid() {
            UserId zoe = fixture.zoeByScim();
            told(10, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));

            fixture.scim(zoe, false);
            fixture.scim(zoe, true);

            assertThat(ReportFixture.standing(fixture.read(zoe))).isEqualTo("DEACTIVATED z1 v4");
            assertThat(fixture.triggers()).containsExactly("created", "deactivated");
            assertThat(fixture.read(zoe).profile().active()).isTrue();
        }

        @Test
        void saysLastWhatTheAttributesAre() {
            UserId zoe = fixture.zoeByScim();
            var _ =
                    fixture.directory.changed(
                            new UserChange.Edit(
                                    zoe, OptionalLong.empty(), was -> titled(was, "CEO")));

            assertThat(told(30, new Report.Profiled(ZOE, was -> titled(was, "CFO"))))
                    .isEqualTo("late -> ACTIVE v2");
            assertThat(fixture.read(zoe).profile().document()).contains("CEO");
        }
    }

    @Nested
    class OfZoomAndTheProvider {

        @Test
        void aUserIsOnWhenBothSaySo() {
            fixture.zoeByScim();
            told(1, new Report.Deactivated(ZOE));
            told(2, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));

            assertThat(told(3, new Report.Activated(ZOE)))
                    .isEqualTo("changed -> DEACTIVATED z1 v4");
            assertThat(told(4, new Report.ActivatedAtZoom(ZOE_AT_ZOOM)))
                    .isEqualTo(
                            "changed, user-reactivated by Zoom 5, zoom-user-ready 6 -> ACTIVE z1"
                                    + " v6");
        }

        @Test
        void theOnesLateWordIsNotTheOthersConcern() {
            fixture.zoeByScim();
            told(10, new Report.ReadyAtZoom(ZOE_AT_ZOOM));

            assertThat(told(5, new Report.Deactivated(ZOE)))
                    .isEqualTo("changed, user-deactivated 3 -> DEACTIVATED z1 v3");
        }

        @Test
        void aUserMadeAnewAtZoomIsKnownBeforeTheOldOneIsGone() {
            fixture.zoeByScim();
            told(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            UserReference anew =
                    UserReference.ofZoom(new ZoomUserId("z2"), ReportFixture.email("zoe"));
            assertThat(told(10, new Report.ReadyAtZoom(anew))).isEqualTo("not found");

            String deleted = told(5, new Report.DeletedAtZoom(ZOE_AT_ZOOM));

            assertThat(deleted)
                    .isEqualTo(
                            "changed, user-transferred 3, user-reactivated by Zoom 4,"
                                    + " zoom-user-ready 5 -> ACTIVE z2 v5");
        }

        @Test
        void aDriftIsToldAlsoOfAUserWhoIsOff() {
            fixture.zoeByScim();
            told(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(2, new Report.Deactivated(ZOE));

            assertThat(told(10, new Report.HostKeyDrifted(ZOE_AT_ZOOM)))
                    .isEqualTo("changed, host-key-drifted 4 -> DEACTIVATED z1 v4");
        }

        @Test
        void aDriftIsToldOnceItIsKnownThatTheUserWasThere() {
            fixture.zoeByScim();
            told(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(2, new Report.Transferred(ZOE_AT_ZOOM));
            assertThat(told(10, new Report.HostKeyDrifted(ZOE_AT_ZOOM)))
                    .isEqualTo("unchanged -> TRANSFERRED z1 v3");

            assertThat(told(5, new Report.ReadyAtZoom(ZOE_AT_ZOOM)))
                    .isEqualTo(
                            "changed, user-reactivated by Zoom 4, zoom-user-ready 5, host-key-drifted 6 -> ACTIVE z1 v6");
        }

        @Test
        void aGroupDoesNotUndoWhatZoomSaid() {
            fixture.directory.eligibleGroups("Sales");
            UserId zoe = fixture.zoeByScim();
            told(10, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM));
            var _ =
                    fixture.directory
                            .groups()
                            .apply(
                                    new GroupChange.Create(
                                            GroupFixture.named("Sales"), GroupFixture.ids(zoe)),
                                    "scim:test");

            assertThat(ReportFixture.standing(fixture.read(zoe))).isEqualTo("DEACTIVATED z1 v2");
            assertThat(told(20, new Report.ActivatedAtZoom(ZOE_AT_ZOOM)))
                    .isEqualTo(
                            "changed, user-reactivated by Zoom 3, zoom-user-ready 4 -> ACTIVE z1"
                                    + " v4");
        }

        @Test
        void aGroupMayBringBackWhoLeft() {
            fixture.directory.eligibleGroups("Sales");
            UserId zoe = fixture.zoeByScim();
            told(10, new Report.Transferred(ZOE_AT_ZOOM));
            var _ =
                    fixture.directory
                            .groups()
                            .apply(
                                    new GroupChange.Create(
                                            GroupFixture.named("Sales"), GroupFixture.ids(zoe)),
                                    "scim:test");

            String late = told(5, new Report.Deactivated(ZOE));

            assertThat(late).isEqualTo("changed, user-deactivated 4 -> DEACTIVATED v4");
            assertThat(fixture.triggers())
                    .containsExactly("created", "transferred", "reactivated", "deactivated");
        }
    }

    @Nested
    class AfterAGroupBroughtTheUserBack {

        @Test
        void aLateDriftIsTold() {
            UserId zoe = zoeOutsideSales();
            told(10, new Report.Transferred(ZOE_AT_ZOOM));
            joinSales(zoe);

            assertThat(told(5, new Report.HostKeyDrifted(ZOE_AT_ZOOM)))
                    .isEqualTo("changed, host-key-drifted 4 -> ACTIVE v4");
        }

        @Test
        void aLateSwitchOfZoomIsNotThatOfTheSignIn() {
            UserId zoe = zoeOutsideSales();
            told(1, new Report.Transferred(ZOE_AT_ZOOM));
            told(10, new Report.SignInChanged(ZOE));
            joinSales(zoe);

            assertThat(told(5, new Report.DeactivatedAtZoom(ZOE_AT_ZOOM)))
                    .isEqualTo("changed, user-deactivated by Zoom 5 -> DEACTIVATED z1 v5");
        }

        private UserId zoeOutsideSales() {
            fixture.directory.eligibleGroups("Sales");
            return fixture.zoeByScim();
        }

        private void joinSales(UserId user) {
            var _ =
                    fixture.directory
                            .groups()
                            .apply(
                                    new GroupChange.Create(
                                            GroupFixture.named("Sales"), GroupFixture.ids(user)),
                                    "scim:test");
        }
    }

    @Nested
    class OfAttributes {

        @Test
        void areKeptOneByOne() {
            UserId zoe = fixture.zoeByScim();
            told(10, new Report.Profiled(ZOE, was -> titled(was, "CEO")));

            String late =
                    told(
                            5,
                            new Report.Profiled(
                                    ZOE,
                                    was ->
                                            new Profile(
                                                    was.userName(),
                                                    was.externalId(),
                                                    was.email(),
                                                    Optional.of("Zoe"),
                                                    was.active(),
                                                    "{\"title\":\"CFO\",\"nickName\":\"Z\"}")));

            assertThat(late).isEqualTo("changed -> ACTIVE v3");
            Profile profile = fixture.read(zoe).profile();
            assertThat(profile.displayName()).contains("Zoe");
            assertThat(profile.document()).isEqualTo("{\"title\": \"CEO\", \"nickName\": \"Z\"}");
        }

        @Test
        void areLateWhenAllOfThemAreNewer() {
            UserId zoe = fixture.zoeByScim();
            told(10, new Report.Profiled(ZOE, was -> titled(was, "CEO")));

            assertThat(told(5, new Report.Profiled(ZOE, was -> titled(was, "CFO"))))
                    .isEqualTo("late -> ACTIVE v2");
            assertThat(fixture.read(zoe).profile().document()).contains("CEO");
        }

        @Test
        void tellThatTheSignInWasAnotherMeanwhile() {
            fixture.zoeByScim();
            told(10, new Report.Profiled(ZOE, _ -> profile("zoe", true)));

            assertThat(told(5, new Report.Profiled(ZOE, _ -> profile("zoe.m", true))))
                    .isEqualTo("changed, sso-changed 2 -> ACTIVE v2");
        }

        @Test
        void ofACreationStayWhereItDoesNotSayThem() {
            UserId zoe = fixture.zoeByScim();
            var _ =
                    fixture.directory.changed(
                            new UserChange.Edit(
                                    zoe, OptionalLong.empty(), was -> titled(was, "CEO")));

            told(
                    200,
                    new Report.Created(
                            ZOE,
                            new Profile(
                                    "zoe@example.com",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("Zoe"),
                                    true,
                                    "{\"displayName\":\"Zoe\"}")));

            assertThat(fixture.read(zoe).profile())
                    .isEqualTo(
                            new Profile(
                                    "zoe@example.com",
                                    Optional.of(ReportFixture.EXTERNAL_ID),
                                    email("zoe"),
                                    Optional.of("Zoe"),
                                    true,
                                    "{\"title\": \"CEO\", \"active\": true, \"displayName\":"
                                            + " \"Zoe\"}"));
        }
    }

    @Nested
    class OfNames {

        @Test
        void theSurestDecides() {
            fixture.zoeByScim();
            told(1, new Report.Created(other("max"), max("max")));

            assertThat(told(2, new Report.Deactivated(ZOE.withUserName("max@example.com"))))
                    .isEqualTo("changed, user-deactivated 2 -> DEACTIVATED v2");
            assertThat(fixture.everybody()).containsExactly("DEACTIVATED v2", "ACTIVE v1");
        }

        @Test
        void anAddressOfSeveralIsNobodys() {
            fixture.zoeByScim();
            told(1, new Report.Created(other("max"), max("zoe")));

            assertThat(told(2, new Report.SignInChanged(byEmail("zoe")))).isEqualTo("ambiguous");
        }

        @Test
        void anAddressOfSeveralIsThatOfTheActiveOne() {
            fixture.zoeByScim();
            told(1, new Report.Created(other("max"), max("zoe")));
            told(2, new Report.Deactivated(ZOE));

            assertThat(told(3, new Report.SignInChanged(byEmail("zoe"))))
                    .isEqualTo("changed, sso-changed 2 -> ACTIVE v2");
        }

        @Test
        void anAddressIsThatOfWhoeverHasNoZoomIdYet() {
            fixture.zoeByScim();
            told(1, new Report.ReadyAtZoom(ZOE_AT_ZOOM));
            told(2, new Report.Created(other("max"), max("zoe")));

            assertThat(
                            told(
                                    3,
                                    new Report.ReadyAtZoom(
                                            UserReference.ofZoom(
                                                    new ZoomUserId("z2"), email("zoe")))))
                    .isEqualTo("changed, zoom-user-ready 2 -> ACTIVE z2 v2");
        }

        @Test
        void anOlderNameIsStillTheirsBeforeTheyChangedIt() {
            fixture.zoeByScim();
            told(10, new Report.Profiled(ZOE, was -> profile("zoe.m", was.active())));

            assertThat(told(5, new Report.Deactivated(byEmail("zoe"))))
                    .isEqualTo("changed, user-deactivated 3 -> DEACTIVATED v3");
            assertThat(told(15, new Report.Deactivated(byEmail("zoe")))).isEqualTo("not found");
        }

        @Test
        void noneIsNobody() {
            fixture.zoeByScim();

            assertThat(told(1, new Report.Deactivated(UserReference.none())))
                    .isEqualTo("not found");
        }

        @Test
        void aTakenOneIsRefusedAndTheTransactionLivesOn() {
            UserId zoe = fixture.zoeByScim();
            told(1, new Report.Created(other("max"), max("max")));
            Report rename =
                    new Report.Profiled(
                            ZOE,
                            was ->
                                    new Profile(
                                            "max@example.com",
                                            was.externalId(),
                                            was.email(),
                                            was.displayName(),
                                            was.active(),
                                            was.document()));

            fixture.database
                    .jdbi()
                    .useTransaction(tx -> {
                        assertThat(
                                        fixture.directory
                                                .directory()
                                                .report(tx, rename, minute(2), "webhook:test"))
                                .isEqualTo(new ChangeResult.UserNameTaken());
                        assertThat(
                                        fixture.directory
                                                .directory()
                                                .report(
                                                        tx,
                                                        new Report.SignInChanged(ZOE),
                                                        minute(3),
                                                        "webhook:test"))
                                .isInstanceOf(ChangeResult.Changed.class);
                    });

            assertThat(fixture.read(zoe).profile().userName()).isEqualTo("zoe@example.com");
            assertThat(fixture.read(zoe).version()).isEqualTo(2);
        }

        @Test
        void aTakenOneDoesNotUndoTheSwitchThatCameWithIt() {
            UserId zoe = fixture.zoeByScim();
            told(1, new Report.Created(other("max"), max("max")));

            String refused =
                    told(
                            5,
                            new Report.Profiled(
                                    ZOE,
                                    _ ->
                                            new Profile(
                                                    "max@example.com",
                                                    Optional.of(ReportFixture.EXTERNAL_ID),
                                                    email("zoe"),
                                                    Optional.of("Zoe"),
                                                    false,
                                                    "{\"title\":\"CFO\"}")));

            assertThat(refused).isEqualTo("changed, user-deactivated 2 -> DEACTIVATED v2");
            told(4, new Report.Profiled(ZOE, was -> titled(was, "CEO")));
            assertThat(fixture.read(zoe).profile().document()).contains("CEO");
        }

        private static UserReference byEmail(String name) {
            return UserReference.none().with(email(name).orElseThrow());
        }

        private static UserReference other(String externalId) {
            return UserReference.none().with(new ExternalId(externalId));
        }

        private static Profile max(String mailbox) {
            return new Profile(
                    "max@example.com",
                    Optional.of(new ExternalId("max")),
                    email(mailbox),
                    Optional.empty(),
                    true,
                    "{}");
        }
    }

    @Test
    void aRemovedUserLeavesTheirGroups() {
        UserId zoe = fixture.zoeByScim();
        GroupResult.Changed sales =
                (GroupResult.Changed)
                        fixture.directory
                                .groups()
                                .apply(
                                        new GroupChange.Create(
                                                GroupFixture.named("Sales"), GroupFixture.ids(zoe)),
                                        "scim:test");

        told(30, new Report.Removed(ZOE));

        assertThat(
                        fixture.directory
                                .groupReader()
                                .members(java.util.List.of(sales.group().id()), 10)
                                .orElseThrow())
                .isEmpty();
        assertThat(fixture.directory.groupReader().byId(sales.group().id()).orElseThrow().version())
                .isEqualTo(2);
    }

    @Test
    void aCreatedUserIsOnOnlyIfThePolicyAllows() {
        fixture.directory.eligibleGroups("Sales");
        fixture.untilTen();

        assertThat(told(5, new Report.Created(ZOE, profile("zoe", true))))
                .isEqualTo("changed, user-created off 1 -> DEACTIVATED v1");
        assertThat(told(6, new Report.Activated(ZOE))).isEqualTo("unchanged -> DEACTIVATED v1");
    }

    @Test
    void aClockThatIsAheadIsNotBelieved() {
        fixture.zoeByScim();
        told(600, new Report.Deactivated(ZOE));
        fixture.clock.pass(Duration.ofMinutes(1));

        assertThat(told(121, new Report.Activated(ZOE)))
                .isEqualTo("changed, user-reactivated 3 -> ACTIVE v3");
    }

    private String told(int minute, Report report) {
        if (fixture.clock.instant().isBefore(minute(0))) {
            fixture.untilTen();
        }
        return fixture.told(minute, report);
    }

    private static Profile titled(Profile was, String title) {
        return new Profile(
                was.userName(),
                was.externalId(),
                was.email(),
                was.displayName(),
                was.active(),
                "{\"title\":\"" + title + "\",\"active\":" + was.active() + "}");
    }
}
