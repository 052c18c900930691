package dev.hostkeysync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.GroupChange;
import dev.hostkeysync.directory.GroupProfile;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.Obstacle;
import dev.hostkeysync.zoom.UserCreation;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountJourneyTest {

    private static final String ZOE = "zoe@example.com";
    private static final UserCreation NO_LICENCE =
            new UserCreation.Refused(Obstacle.LICENCE, "the account has no licence for the user");

    private AccountFixture fixture = new AccountFixture();

    @Test
    void makesWhoIsMissingAndTellsTheDirectory() {
        UserId zoe = fixture.create(ZOE);

        assertThat(fixture.turn())
                .containsExactly("create " + ZOE + " type 2", "update made1 dept=Sales");

        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.user(zoe).orElseThrow().zoomUserId()).contains(new ZoomUserId("made1"));
        assertThat(fixture.told(zoe)).containsExactly("created", "zoom-ready");
        assertThat(fixture.zoom.user("made1").lastName()).contains("Miller");
        assertThat(fixture.laterTurn()).isEmpty();
    }

    @Test
    void followsWhoIsThereAndNamesThemAsTheProviderDoes() {
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);
        UserId zoe = fixture.create(ZOE);

        assertThat(fixture.turn())
                .containsExactly(
                        "create " + ZOE + " type 2",
                        "get zoe%40example.com",
                        "update z1 first=Zoe last=Miller dept=Sales");

        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.user(zoe).orElseThrow().zoomUserId()).contains(new ZoomUserId("z1"));
    }

    @Test
    void tellsZoomOfANameOnlyWhenItChanged() {
        UserId zoe = made(ZOE);

        var _ =
                fixture.edit(
                        zoe, AccountFixture.withExternalId(AccountFixture.profile(ZOE, true), "x"));
        assertThat(fixture.turn()).isEmpty();

        List<LifecycleEvent> events =
                fixture.edit(
                        zoe,
                        AccountFixture.withExternalId(
                                AccountFixture.profile(ZOE, true, "Zoe", "Mills", "Support"), "x"));
        assertThat(events).singleElement().isInstanceOf(LifecycleEvent.ProfileChanged.class);
        assertThat(fixture.turn())
                .containsExactly("get made1", "update made1 last=Mills dept=Support");
        fixture.hear(events);
        assertThat(fixture.turn()).as("a replay").isEmpty();
    }

    @Test
    void leavesTheAddressAtZoomToPeople() {
        UserId zoe = made(ZOE);

        var _ = fixture.edit(zoe, AccountFixture.profile("zoe.mills@example.com", true));

        assertThat(fixture.turn()).containsExactly("get made1");
        assertThat(fixture.row(zoe))
                .isEqualTo("PRESENT BLOCKED ADDRESS: Zoom has another e-mail address of the user");
    }

    @Test
    void asksWhatThereIsBeforeItTriesAgain() {
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(
                new UserCreation.Failed(new ZoomOutcome.Unknown("no answer in time")));
        assertThat(fixture.turn()).containsExactly("create " + ZOE + " type 2");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT WAITING UNCLEAR: no answer in time");
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);

        assertThat(fixture.laterTurn())
                .containsExactly(
                        "get zoe%40example.com", "update z1 first=Zoe last=Miller dept=Sales");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
    }

    @Test
    void asksWhatThereIsAfterACrash() {
        UserId zoe = fixture.create(ZOE);
        assertThat(fixture.leases.take(10)).hasSize(1);
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);
        assertThat(fixture.turn()).as("the lease of who died").isEmpty();
        leasesRunOut(zoe);

        assertThat(fixture.turn()).first().isEqualTo("get zoe%40example.com");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
    }

    @Test
    void keepsAMarkThatComesDuringTheCall() {
        UserId zoe = fixture.create(ZOE);
        AccountTask task = fixture.leases.take(10).getFirst();
        AccountResult result = fixture.run(task);
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true, "Zoe", "Mills", "Sales"));
        fixture.verdict.write(task, result);

        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DUE");
        assertThat(fixture.turn()).containsExactly("get made1", "update made1 last=Mills");
    }

    @Test
    void waitsForALicenceAndGoesOnWhenOneIsFree() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId max = made("max@example.com");
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(NO_LICENCE);
        var _ = fixture.turn();
        assertThat(fixture.row(zoe))
                .isEqualTo("PRESENT WAITING LICENCE: the account has no licence for the user");
        assertThat(fixture.turn()).isEmpty();

        fixture.keys.stands(max, "CONCEALED", "DONE");
        var _ = fixture.edit(max, AccountFixture.profile("max@example.com", false));
        assertThat(fixture.turn()).containsExactly("get made1", "deactivate made1");

        assertThat(fixture.turn())
                .containsExactly("create " + ZOE + " type 2", "update made2 dept=Sales");
    }

    @Test
    void wakesWhoeverWaitsForALicenceWhenZoomTellsThatOneIsFree() {
        UserId max = made("max@example.com");
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(NO_LICENCE);
        var _ = fixture.turn();

        fixture.report(
                new Report.DeactivatedAtZoom(
                        UserReference.none().with(max).with(new ZoomUserId("made1"))));

        assertThat(fixture.turn()).contains("create " + ZOE + " type 2");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.row(max)).isEqualTo("NOTHING DONE");
    }

    @Test
    void makesABasicUserWithoutALicenceIfToldSo() {
        fixture = new AccountFixture("ON_NO_LICENCE", "basic");
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(NO_LICENCE);

        assertThat(fixture.turn())
                .startsWith("create " + ZOE + " type 2", "create " + ZOE + " type 1");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
    }

    @Test
    void takesTheTypeFromTheGroups() {
        fixture = new AccountFixture("TYPE", "basic", "TYPE_GROUPS", "licensed:Zoom Users");
        UserId zoe = fixture.create(ZOE);
        UserId max = fixture.create("max@example.com");
        var inner =
                fixture.directory
                        .groups()
                        .apply(
                                new GroupChange.Create(
                                        new GroupProfile("Sales", Optional.empty(), "{}"),
                                        Set.of(zoe.value())),
                                "scim:test");
        assertThat(inner).isNotNull();
        var sales =
                fixture.jdbi.withHandle(h ->
                        h.select("SELECT id FROM directory_group")
                                .mapTo(java.util.UUID.class)
                                .one());
        var _ =
                fixture.directory
                        .groups()
                        .apply(
                                new GroupChange.Create(
                                        new GroupProfile("zoom users", Optional.empty(), "{}"),
                                        Set.of(sales)),
                                "scim:test");

        assertThat(fixture.turn())
                .contains("create " + ZOE + " type 2", "create max@example.com type 1");
        assertThat(fixture.row(max)).isEqualTo("PRESENT DONE");
    }

    @Test
    void switchesOffAndOnAgainWithTheLicence() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId zoe = made(ZOE);
        fixture.keys.stands(zoe, "CONCEALED", "DONE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));
        assertThat(fixture.turn()).containsExactly("get made1", "deactivate made1");
        assertThat(fixture.row(zoe)).isEqualTo("INACTIVE DONE");
        // Zoom tells us what we did.
        fixture.report(
                new Report.DeactivatedAtZoom(
                        UserReference.none().with(zoe).with(new ZoomUserId("made1"))));

        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true));
        assertThat(fixture.user(zoe).orElseThrow().status()).isEqualTo(UserStatus.DEACTIVATED);
        assertThat(fixture.turn())
                .containsExactly("get made1", "activate made1", "update made1 type=2");

        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.user(zoe).orElseThrow().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(fixture.told(zoe)).endsWith("reactivated", "zoom-ready");
    }

    @Test
    void leavesOnWhomAnAdministratorSwitchedOnAgain() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId zoe = made(ZOE);
        UserReference atZoom = UserReference.none().with(zoe).with(new ZoomUserId("made1"));
        fixture.keys.stands(zoe, "CONCEALED", "DONE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));
        assertThat(fixture.turn()).contains("deactivate made1");
        fixture.report(new Report.DeactivatedAtZoom(atZoom));
        fixture.zoom.has("made1", ZOE, 2, ZoomUserStatus.ACTIVE);

        fixture.report(new Report.ActivatedAtZoom(atZoom));
        assertThat(fixture.row(zoe)).isEqualTo("NOTHING DONE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false, "Zoe", "Mills", "Sales"));
        assertThat(fixture.turn()).isEmpty();

        // And whom they switch off after that stays off.
        fixture.zoom.has("made1", ZOE, 1, ZoomUserStatus.INACTIVE);
        fixture.report(new Report.DeactivatedAtZoom(atZoom));
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true));
        assertThat(fixture.turn()).doesNotContain("activate made1");
    }

    @Test
    void switchesOffAnewWhomTheProviderWithdrawsAnew() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId zoe = made(ZOE);
        UserReference atZoom = UserReference.none().with(zoe).with(new ZoomUserId("made1"));
        fixture.keys.stands(zoe, "CONCEALED", "DONE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));
        var _ = fixture.turn();
        fixture.report(new Report.DeactivatedAtZoom(atZoom));
        fixture.zoom.has("made1", ZOE, 2, ZoomUserStatus.ACTIVE);
        fixture.report(new Report.ActivatedAtZoom(atZoom));
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true));
        var _ = fixture.turn();

        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));

        assertThat(fixture.laterTurn()).containsExactly("get made1", "deactivate made1");
    }

    @Test
    void remembersThatItSwitchedOffThoughNobodyAnswered() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId zoe = made(ZOE);
        fixture.keys.stands(zoe, "CONCEALED", "DONE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));
        fixture.zoom.writings.add(
                new UserWriting.Failed(new ZoomOutcome.Unknown("no answer in time")));
        var _ = fixture.turn();
        fixture.zoom.has("made1", ZOE, 1, ZoomUserStatus.INACTIVE);
        assertThat(fixture.laterTurn()).containsExactly("get made1");

        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true));
        assertThat(fixture.turn()).contains("activate made1");
    }

    @Test
    void leavesOffWhomZoomsAdministratorSwitchedOff() {
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.INACTIVE);
        UserId zoe = fixture.create(ZOE);

        var _ = fixture.turn();

        assertThat(fixture.row(zoe))
                .isEqualTo(
                        "PRESENT BLOCKED SWITCHED_OFF: an administrator of Zoom switched the user off");
    }

    @Test
    void bringsBackWhoWasRemovedAndIsMadeAnew() {
        fixture = new AccountFixture("ON_REMOVE", "deactivate");
        UserId old = made(ZOE);
        fixture.remove(old);
        fixture.keys.stands(old, "GONE", "DONE");
        assertThat(fixture.turn()).containsExactly("get made1", "deactivate made1");

        UserId zoe = fixture.create(ZOE);
        assertThat(fixture.turn())
                .containsExactly(
                        "create " + ZOE + " type 2",
                        "get zoe%40example.com",
                        "activate made1",
                        "update made1 type=2");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
    }

    @Test
    void removesNobodyWhoseAddressSomebodyElseHasNow() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId old = made(ZOE);
        fixture.remove(old);
        fixture.keys.stands(old, "GONE", "DONE");
        UserId zoe = fixture.create(ZOE);

        assertThat(fixture.turn()).noneMatch(call -> call.startsWith("delete"));
        var _ = fixture.laterTurn();

        assertThat(fixture.row(old)).isEqualTo("NOTHING DONE");
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.zoom.has("made1")).isTrue();
    }

    @Test
    void letsTheOlderOfTwoHaveTheAddress() {
        UserId zoe = fixture.create(ZOE);
        UserId other =
                fixture.create(
                        new dev.hostkeysync.identity.Profile(
                                "other",
                                Optional.empty(),
                                Optional.of(new dev.hostkeysync.identity.EmailAddress(ZOE)),
                                Optional.empty(),
                                true,
                                "{}"));

        var _ = fixture.turn();
        var _ = fixture.laterTurn();

        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.row(other))
                .isEqualTo("PRESENT BLOCKED SHARED: an older user has the same address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NOTHING   | DONE     | 1000 | 0  | goes
                    CONCEALED | DONE     | 1000 | 0  | goes
                    GONE      | DONE     | 1000 | 0  | goes
                    GONE      | DUE      | 1000 | 9  | WAITING KEY: the host key is being withdrawn
                    GONE      | IN_DOUBT | 1000 | 0  | WAITING KEY: the host key is being withdrawn
                    CONCEALED | WAITING  | 1000 | 0  | WAITING KEY: the host key is being withdrawn
                    GONE      | DUE      | 1000 | 11 | goes
                    GONE      | DONE     | 1    | 0  | WAITING KEY: the event was not taken into account for the host key yet
                    KEY       | DONE     | 1    | 99 | WAITING KEY: the event was not taken into account for the host key yet
                    KEY       | DONE     | 1000 | 0  | WAITING KEY_KEPT: the host key is still the user's: its withdrawal is held
                    KEY       | DONE     | 1000 | 99 | WAITING KEY_KEPT: the host key is still the user's: its withdrawal is held
                    KEY       | DUE      | 1000 | 99 | WAITING KEY_KEPT: the host key is still the user's: its withdrawal is held
                    """)
    void removesNobodyBeforeTheirKeyIsWithdrawn(
            String key, String state, long keyVersion, int minutes, String expected) {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "heir@example.com");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, key, state, keyVersion);
        fixture.markedBefore(zoe, Duration.ofMinutes(minutes));
        fixture.keys.acceptedBefore(zoe, Duration.ofMinutes(minutes));

        List<String> calls = fixture.turn();

        if (expected.equals("goes")) {
            assertThat(calls).containsExactly("get made1", "delete made1 to heir@example.com");
            assertThat(fixture.row(zoe)).isEqualTo("ABSENT DONE");
        } else {
            assertThat(calls).isEmpty();
            assertThat(fixture.row(zoe)).isEqualTo("ABSENT " + expected);
        }
    }

    @Test
    void goesOnWhenTheHeldKeyIsReleased() {
        fixture = new AccountFixture("ON_REMOVE", "disassociate");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "KEY", "DONE");
        assertThat(fixture.turn()).isEmpty();

        fixture.keys.stands(zoe, "GONE", "DUE");
        assertThat(fixture.laterTurn()).isEmpty();
        fixture.keys.stands(zoe, "GONE", "DONE");

        assertThat(fixture.laterTurn()).containsExactly("get made1", "disassociate made1");
    }

    @Test
    void hasOneCallUnderWayPerUser() {
        UserId zoe = fixture.create(ZOE);
        fixture.keys.stands(zoe, "KEY", "DUE");
        fixture.keys.sending(zoe, true);
        assertThat(fixture.turn()).isEmpty();

        fixture.keys.sending(zoe, false);
        int _ = fixture.jdbi.withHandle(h -> h.execute("UPDATE zoom_account SET due_at = now()"));
        AccountTask task = fixture.leases.take(10).getFirst();
        assertThat(fixture.keys.isSending(zoe)).as("the key waits").isTrue();
        fixture.verdict.write(task, fixture.run(task));

        assertThat(fixture.keys.isSending(zoe)).isFalse();
        assertThat(fixture.zoom.calls).first().isEqualTo("create " + ZOE + " type 2");
    }

    @Test
    void refusesToRemoveWithoutAnHeirWhoTakesOver() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "max@example.com");
        UserId max = made("max@example.com");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        fixture.zoom.writings.add(
                new UserWriting.Refused(Obstacle.VALUE, "the heir cannot take over"));

        assertThat(fixture.turn()).containsExactly("get made2", "delete made2 to max@example.com");
        assertThat(fixture.row(zoe)).isEqualTo("ABSENT BLOCKED HEIR: the heir cannot take over");
        fixture.remove(max);
        fixture.keys.stands(max, "GONE", "DONE");
        assertThat(fixture.turn()).containsExactly("get made1");
        assertThat(fixture.row(max))
                .isEqualTo(
                        "ABSENT BLOCKED HEIR: the user is the heir named for all who are removed");
        assertThat(fixture.zoom.has("made2")).isTrue();
    }

    @Test
    void touchesNobodyWhoIsProtected() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId ceo = fixture.create("ceo@example.com");
        UserId zoe = made(ZOE);
        fixture.jdbi.useTransaction(tx -> fixture.protection.set(tx, zoe, true));
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true, "Zoe", "Mills", "Sales"));
        assertThat(fixture.laterTurn()).isEmpty();
        fixture.remove(zoe);
        fixture.remove(ceo);
        fixture.keys.stands(zoe, "GONE", "DONE");
        fixture.keys.stands(ceo, "GONE", "DONE");

        assertThat(fixture.laterTurn()).isEmpty();

        assertThat(fixture.row(ceo)).isEqualTo("ABSENT WAITING PROTECTED: the user is protected");
        assertThat(fixture.row(zoe)).isEqualTo("ABSENT WAITING PROTECTED: the user is protected");
    }

    @Test
    void touchesNobodyWhomZoomKnowsByAProtectedAddress() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId zoe = made(ZOE);
        fixture.zoom.has("made1", "ceo@example.com", 2, ZoomUserStatus.ACTIVE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");

        assertThat(fixture.turn()).containsExactly("get made1");
        assertThat(fixture.row(zoe)).isEqualTo("ABSENT WAITING PROTECTED: the user is protected");
    }

    @Test
    void leavesAloneWhoWasRemovedBeforeItWasOn() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        fixture.jdbi.useTransaction(fixture.list::end);
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.jdbi.useTransaction(
                tx -> fixture.list.begin(tx, fixture.clock.instant().plusSeconds(1)));
        fixture.keys.stands(zoe, "GONE", "DONE");

        assertThat(fixture.laterTurn()).isEmpty();
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT DONE");
        assertThat(fixture.zoom.has("made1")).isTrue();
    }

    @Test
    void doesNotMakeAnewWhoLeftTheAccount() {
        UserId zoe = made(ZOE);
        fixture.report(
                new Report.Transferred(
                        UserReference.none().with(zoe).with(new ZoomUserId("made1"))));

        assertThat(fixture.turn()).isEmpty();
        assertThat(fixture.row(zoe)).isEqualTo("NOTHING DONE");
    }

    @Test
    void saysOfWhomZoomForgotAndOfWhomItInvited() {
        UserId zoe = made(ZOE);
        fixture.zoom.readings.add(new UserReading.NotThere("no such user"));
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true, "Zoe", "Mills", "Sales"));
        var _ = fixture.turn();
        assertThat(fixture.row(zoe)).isEqualTo("PRESENT WAITING GONE: no such user");

        fixture.zoom.has("z9", "max@example.com", 2, ZoomUserStatus.PENDING);
        UserId max = fixture.create("max@example.com");
        var _ = fixture.turn();
        assertThat(fixture.row(max))
                .isEqualTo("PRESENT BLOCKED INVITED: the user has not accepted Zoom's invitation");
        fixture.zoom.has("z9", "max@example.com", 2, ZoomUserStatus.ACTIVE);
        fixture.report(
                new Report.ReadyAtZoom(UserReference.none().with(max).with(new ZoomUserId("z9"))));
        assertThat(fixture.turn()).first().isEqualTo("get z9");
        assertThat(fixture.row(max)).isEqualTo("PRESENT DONE");
    }

    @Test
    void withdrawsTheInvitationOfWhoWasRemoved() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(new UserCreation.Taken("the address is another user's"));
        fixture.zoom.readings.add(new UserReading.Pending("the user has not accepted"));
        var _ = fixture.turn();
        assertThat(fixture.row(zoe))
                .isEqualTo("PRESENT BLOCKED INVITED: the user has not accepted");

        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        fixture.zoom.readings.add(new UserReading.Pending("the user has not accepted"));
        fixture.zoom.writings.add(new UserWriting.Done());

        assertThat(fixture.laterTurn())
                .containsExactly("get zoe%40example.com", "disassociate zoe%40example.com");
        assertThat(fixture.row(zoe)).isEqualTo("ABSENT DONE");
    }

    @Test
    void takesNobodyAwayForAReplayFromBeforeItWasOn() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);
        fixture.jdbi.useTransaction(fixture.list::end);
        List<LifecycleEvent> created =
                fixture.directory.changed(
                        new dev.hostkeysync.directory.UserChange.Create(
                                AccountFixture.profile(ZOE, true)));
        UserId zoe = created.getFirst().envelope().userId();
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        int _ = fixture.jdbi.withHandle(h -> h.execute("DELETE FROM zoom_account"));
        fixture.jdbi.useTransaction(
                tx -> fixture.list.begin(tx, fixture.clock.instant().plusSeconds(1)));

        fixture.hear(created);

        assertThat(fixture.turn()).isEmpty();
        assertThat(fixture.row(zoe)).isEqualTo("none");
    }

    @Test
    void dropsWhatWasToBeTakenAwayWhenItWasOnBefore() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        fixture.jdbi.useTransaction(fixture.list::end);
        fixture.jdbi.useTransaction(tx -> fixture.list.begin(tx, fixture.clock.instant()));

        assertThat(fixture.laterTurn()).isEmpty();
        assertThat(fixture.row(zoe)).isEqualTo("NOTHING DONE");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T00:00:00Z", ","})
    void removesNobodyByAddressWhoMayBeAnother(String madeAt) {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId zoe = fixture.create(ZOE);
        fixture.zoom.creations.add(NO_LICENCE);
        var _ = fixture.turn();
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);
        fixture.zoom.madeAt("z1", Optional.ofNullable(madeAt).map(java.time.Instant::parse));

        assertThat(fixture.turn()).containsExactly("get zoe%40example.com");
        assertThat(fixture.row(zoe)).startsWith("ABSENT BLOCKED UNSURE: ");

        fixture.zoom.has("z1", ZOE, 2, ZoomUserStatus.ACTIVE);
        assertThat(fixture.laterTurn()).contains("delete z1");
    }

    @Test
    void doesNotTakeAnAdministratorsSwitchForItsOwnAfterWaitingForTheKey() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId zoe = made(ZOE);
        fixture.keys.stands(zoe, "CONCEALED", "DUE");
        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, false));
        assertThat(fixture.turn()).isEmpty();
        fixture.zoom.has("made1", ZOE, 1, ZoomUserStatus.INACTIVE);
        fixture.keys.stands(zoe, "CONCEALED", "DONE");
        assertThat(fixture.laterTurn()).containsExactly("get made1");

        var _ = fixture.edit(zoe, AccountFixture.profile(ZOE, true));

        assertThat(fixture.turn()).doesNotContain("activate made1");
    }

    @Test
    void leavesOnWhoseAddressAnActiveUserHas() {
        fixture = new AccountFixture("ON_DEACTIVATE", "deactivate");
        UserId old = made(ZOE);
        var _ =
                fixture.create(
                        new dev.hostkeysync.identity.Profile(
                                "other",
                                Optional.empty(),
                                Optional.of(new dev.hostkeysync.identity.EmailAddress(ZOE)),
                                Optional.empty(),
                                true,
                                "{}"));
        var _ = fixture.turn();
        fixture.keys.stands(old, "CONCEALED", "DONE");
        var _ = fixture.edit(old, AccountFixture.profile(ZOE, false));

        assertThat(fixture.laterTurn()).doesNotContain("deactivate made1");
        assertThat(fixture.row(old))
                .isEqualTo("INACTIVE BLOCKED SHARED: an active user has the same address");
    }

    @Test
    void countsItsPatienceFromTheApproval() {
        fixture = new AccountFixture("ON_REMOVE", "disassociate");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.markedBefore(zoe, Duration.ofHours(3));
        fixture.keys.stands(zoe, "GONE", "DUE");

        assertThat(fixture.turn()).isEmpty();
        fixture.keys.acceptedBefore(zoe, Duration.ofMinutes(11));
        assertThat(fixture.laterTurn()).containsExactly("get made1", "disassociate made1");
    }

    @Test
    void asksForProtectionAgainBeforeItTakesAway() {
        fixture = new AccountFixture("ON_REMOVE", "delete", "HEIR", "none");
        UserId zoe = made(ZOE);
        fixture.remove(zoe);
        fixture.keys.stands(zoe, "GONE", "DONE");
        AccountTask task = fixture.leases.take(10).getFirst();
        fixture.jdbi.useTransaction(tx -> fixture.protection.set(tx, zoe, true));

        fixture.verdict.write(task, fixture.run(task));

        assertThat(fixture.zoom.has("made1")).isTrue();
        assertThat(fixture.row(zoe)).isEqualTo("ABSENT WAITING PROTECTED: the user is protected");
    }

    private UserId made(String email) {
        UserId user = fixture.create(email);
        assertThat(fixture.turn()).contains("create " + email + " type 2");
        return user;
    }

    private void leasesRunOut(UserId user) {
        fixture.keys.sending(user, false);
        int _ =
                fixture.jdbi.withHandle(
                        h -> h.execute("UPDATE zoom_account SET leased_until = '-infinity'"));
    }
}
