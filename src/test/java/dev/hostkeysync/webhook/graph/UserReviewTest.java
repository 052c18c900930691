package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.webhook.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserReviewTest {

    private final GraphFixture fixture = new GraphFixture();
    private final UserReview review = fixture.review(/* adopt */ false);
    private final UserReview adopting = fixture.review(/* adopt */ true);
    private final SimUser zoe = fixture.graph.create("zoe@example.com");

    @AfterEach
    void end() {
        fixture.close();
    }

    /// Graph was heard of Zoe before, and nothing is to be told of her.
    private void meet() {
        look(review);
        fixture.told.clear();
    }

    private void look(UserReview by) {
        fixture.notice(zoe, /* deleted */ false);
        assertThat(fixture.look(by)).isEmpty();
    }

    private static UserReference zoes(SimUser zoe) {
        return UserReference.none()
                .with(new ExternalId(zoe.id()))
                .withUserName("zoe@example.com")
                .with(new EmailAddress("zoe@example.com"));
    }

    private Report last() {
        return fixture.told.getLast().report();
    }

    @Nested
    class OfAUserWhoIsHere {

        @Test
        void isSilentWhenNothingChangedAtGraph() {
            meet();

            look(review);

            assertThat(fixture.toldKinds()).isEmpty();
            assertThat(fixture.onTheList()).isEmpty();
            assertThat(fixture.counted("unchanged")).isEqualTo(1);
        }

        @Test
        void doesNotSwitchOnWhomItMeetsForTheFirstTime() {
            look(review);

            assertThat(fixture.told.getFirst().report()).isInstanceOf(Report.Profiled.class);
            assertThat(fixture.told.getFirst().report().user()).isEqualTo(zoes(zoe));
            assertThat(fixture.told).hasSize(1);
            assertThat(fixture.state(zoe)).contains("ENABLED");
        }

        @Test
        void switchesOffWhoIsDisabledAtTheFirstMeeting() {
            fixture.graph.change(zoe, user -> user.enabled(false));

            look(review);

            assertThat(fixture.toldKinds()).containsExactly("Deactivated");
            assertThat(fixture.state(zoe)).contains("DISABLED");
        }

        @Test
        void switchesOffAndOnWithTheAccount() {
            meet();

            fixture.graph.change(zoe, user -> user.enabled(false));
            look(review);
            look(review);
            assertThat(fixture.toldKinds()).containsExactly("Deactivated");

            fixture.graph.change(zoe, user -> user.enabled(true));
            look(review);
            assertThat(fixture.toldKinds()).containsExactly("Activated");
        }

        @Test
        void tellsNewNamesByTheNewNamesFirstAndThenByTheOld() {
            meet();
            fixture.directory =
                    report ->
                            report.user().userName().equals(Optional.of("zoe@example.com"))
                                    ? Outcome.CHANGED
                                    : Outcome.UNKNOWN_USER;
            fixture.graph.change(zoe, user -> user.named("zoe.b@example.com"));

            look(review);

            assertThat(fixture.told)
                    .extracting(notice -> notice.report().user().userName().orElseThrow())
                    .containsExactly("zoe.b@example.com", "zoe@example.com");
            assertThat(fixture.toldKinds()).containsExactly("Profiled", "Profiled");
            assertThat(fixture.state(zoe)).contains("ENABLED");
        }

        @Test
        void switchesOffBeforeAnythingElseAndOnAfterIt() {
            meet();
            fixture.graph.change(zoe, user -> user.enabled(false).calling("Zoe"));
            look(review);
            assertThat(fixture.toldKinds()).containsExactly("Deactivated", "Profiled");

            fixture.graph.change(zoe, user -> user.enabled(true).calling("Zoë"));
            look(review);
            assertThat(fixture.told.getFirst().occurredAt())
                    .isBefore(fixture.told.getLast().occurredAt());
            assertThat(fixture.toldKinds()).containsExactly("Profiled", "Activated");
        }

        @Test
        void isForgottenWhenTheDirectoryHasThemNoMore() {
            meet();
            fixture.directory = _ -> Outcome.UNKNOWN_USER;
            fixture.graph.change(zoe, user -> user.enabled(false));

            look(review);

            assertThat(fixture.state(zoe)).isEmpty();
            assertThat(fixture.onTheList()).isEmpty();
        }

        @Test
        void isLookedAtAgainWhenSomethingNewerWasKnown() {
            meet();
            fixture.directory = _ -> Outcome.LATE;
            fixture.graph.change(zoe, user -> user.enabled(false));

            look(review);

            assertThat(fixture.onTheList()).containsExactly(zoe.id());
            assertThat(fixture.state(zoe)).contains("ENABLED");
            fixture.directory = _ -> Outcome.CHANGED;
            assertThat(fixture.look(review)).isEmpty();
            assertThat(fixture.toldKinds()).containsExactly("Deactivated", "Deactivated");
        }
    }

    @Nested
    class OfADeletedUser {

        @Test
        void deactivatesWhileTheUserCanBeRestored() {
            meet();
            fixture.graph.delete(zoe);

            look(review);
            look(review);

            assertThat(last()).isEqualTo(new Report.Deactivated(zoes(zoe)));
            assertThat(fixture.toldKinds()).containsExactly("Deactivated");
            assertThat(fixture.state(zoe)).contains("DELETED");
            assertThat(fixture.onTheList()).isEmpty();
        }

        @Test
        void activatesWhoWasRestored() {
            meet();
            fixture.graph.delete(zoe);
            look(review);
            fixture.graph.restore(zoe);

            look(review);

            assertThat(fixture.toldKinds()).containsExactly("Deactivated", "Activated");
        }

        @Test
        void activatesWhoWasRestoredEvenIfNothingWasHeardBefore() {
            fixture.graph.delete(zoe);
            look(review);
            assertThat(last().user())
                    .isEqualTo(UserReference.none().with(new ExternalId(zoe.id())));
            fixture.graph.restore(zoe);

            look(review);

            assertThat(fixture.toldKinds()).containsExactly("Deactivated", "Activated");
        }

        @Test
        void removesAtOnceWhomGraphCallsDeleted() {
            meet();
            fixture.graph.delete(zoe);
            fixture.graph.purge(zoe);
            fixture.notice(zoe, /* deleted */ true);

            assertThat(fixture.look(review)).isEmpty();

            assertThat(last()).isEqualTo(new Report.Removed(zoes(zoe)));
            assertThat(fixture.toldKinds()).containsExactly("Removed");
            assertThat(fixture.state(zoe)).isEmpty();
            assertThat(fixture.onTheList()).isEmpty();
        }

        @Test
        void removesWhomNobodyCalledDeletedOnlyAfterSeveralLooks() {
            meet();
            fixture.graph.delete(zoe);
            fixture.graph.purge(zoe);
            fixture.notice(zoe, /* deleted */ false);

            for (int i = 0; i < UserReview.DOUBTS; i++) {
                assertThat(fixture.look(review)).isEmpty();
                assertThat(fixture.onTheList()).containsExactly(zoe.id());
            }
            assertThat(fixture.toldKinds()).containsExactly("Deactivated");
            assertThat(fixture.look(review)).isEmpty();

            assertThat(fixture.toldKinds()).containsExactly("Removed");
            assertThat(fixture.onTheList()).isEmpty();
        }

        @Test
        void waitsForGraphToAgreeWithItsOwnWord() {
            meet();
            fixture.graph.delete(zoe);
            fixture.notice(zoe, /* deleted */ true);

            assertThat(fixture.look(review)).isEmpty();
            assertThat(fixture.toldKinds()).isEmpty();
            fixture.graph.purge(zoe);
            assertThat(fixture.look(review)).isEmpty();

            assertThat(fixture.toldKinds()).containsExactly("Removed");
        }

        @Test
        void believesItsEyesInTheEnd() {
            meet();
            fixture.notice(zoe, /* deleted */ true);

            for (int i = 0; i <= UserReview.DOUBTS; i++) {
                assertThat(fixture.look(review)).isEmpty();
            }

            assertThat(fixture.toldKinds()).isEmpty();
            assertThat(fixture.onTheList()).isEmpty();
            assertThat(fixture.state(zoe)).contains("ENABLED");
        }

        @Test
        void isNothingToADirectoryThatDoesNotKnowThem() {
            fixture.directory = _ -> Outcome.UNKNOWN_USER;
            fixture.graph.delete(zoe);
            fixture.graph.purge(zoe);

            look(review);

            assertThat(fixture.toldKinds()).containsExactly("Deactivated");
            assertThat(fixture.onTheList()).isEmpty();
            assertThat(fixture.state(zoe)).isEmpty();
        }
    }

    @Nested
    class OfAUserNobodyHasPushed {

        @Test
        void isIgnoredUnlessUsersAreAdopted() {
            fixture.directory = _ -> Outcome.UNKNOWN_USER;

            look(review);

            assertThat(fixture.toldKinds()).containsExactly("Profiled");
            assertThat(fixture.state(zoe)).isEmpty();
            assertThat(fixture.onTheList()).isEmpty();
        }

        @Test
        void isMadeWhereUsersAreAdopted() {
            fixture.directory =
                    report ->
                            report instanceof Report.Created
                                    ? Outcome.CHANGED
                                    : Outcome.UNKNOWN_USER;

            look(adopting);

            assertThat(last())
                    .isEqualTo(
                            new Report.Created(
                                    zoes(zoe),
                                    ProfileMerge.profile(
                                            new GraphUser(
                                                    GraphFixture.id(zoe),
                                                    "zoe@example.com",
                                                    EmailAddress.parse("zoe@example.com"),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    true,
                                                    false))));
            assertThat(fixture.toldKinds()).containsExactly("Profiled", "Created");
            assertThat(fixture.state(zoe)).contains("ENABLED");
        }

        @Test
        void isNotMadeWhileDisabledOrAGuest() {
            fixture.directory = _ -> Outcome.UNKNOWN_USER;
            SimUser guest = fixture.graph.invite("max#EXT#@example.com");
            fixture.graph.change(zoe, user -> user.enabled(false));
            fixture.notice(guest, /* deleted */ false);

            look(adopting);

            assertThat(fixture.toldKinds()).containsExactlyInAnyOrder("Deactivated", "Profiled");
        }
    }

    @Nested
    class OfANameThatWasSomebodyElses {

        @Test
        void looksAtTheOtherOneFirst() {
            meet();
            fixture.graph.change(
                    zoe, user -> user.named("zoe.b@example.com").mailedAt("zoe.b@example.com"));
            SimUser other = fixture.graph.create("zoe@example.com");
            fixture.notice(other, /* deleted */ false);

            assertThat(fixture.look(review)).isEmpty();
            assertThat(fixture.toldKinds()).isEmpty();
            assertThat(fixture.onTheList()).containsExactlyInAnyOrder(zoe.id(), other.id());

            fixture.jdbi.useHandle(
                    handle -> handle.execute("DELETE FROM graph_pending WHERE id = ?", other.id()));
            assertThat(fixture.look(review)).isEmpty();
            fixture.notice(other, /* deleted */ false);
            assertThat(fixture.look(review)).isEmpty();

            assertThat(fixture.told)
                    .extracting(notice -> notice.report().user().externalId().orElseThrow().value())
                    .containsExactly(zoe.id(), other.id());
        }

        @Test
        void takesOverTheRecordOfADeletedUserWhereUsersAreAdopted() {
            meet();
            fixture.graph.delete(zoe);
            look(review);
            fixture.told.clear();
            SimUser successor = fixture.graph.create("zoe@example.com");
            fixture.notice(successor, /* deleted */ false);

            assertThat(fixture.look(adopting)).isEmpty();

            assertThat(fixture.toldKinds()).containsExactly("Created");
            fixture.graph.purge(zoe);
            fixture.notice(zoe, /* deleted */ true);
            assertThat(fixture.look(adopting)).isEmpty();
            // Not by the name: it is the successor's now.
            assertThat(last())
                    .isEqualTo(
                            new Report.Removed(
                                    UserReference.none().with(new ExternalId(zoe.id()))));
        }
    }

    @Test
    void keepsTheUserOnTheListWhileGraphCannotBeAsked() {
        fixture.notice(zoe, /* deleted */ false);
        fixture.graph.throttle(1, 17);

        assertThat(fixture.look(review))
                .contains(new GraphAnswer.Throttled(Duration.ofSeconds(17)));

        assertThat(fixture.told).isEmpty();
        assertThat(fixture.onTheList()).containsExactly(zoe.id());
    }

    @Test
    void looksAgainAtWhomSomethingWasNoticedMeanwhile() {
        fixture.notice(zoe, /* deleted */ false);
        fixture.directory =
                _ -> {
                    fixture.notice(zoe, /* deleted */ false);
                    return Outcome.CHANGED;
                };

        assertThat(fixture.look(review)).isEmpty();

        assertThat(fixture.onTheList()).containsExactly(zoe.id());
    }
}
