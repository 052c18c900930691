package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarksTest {

    private final Journey journey = new Journey();

    private Marked mark(UserId user, Order order, String cause, Lane lane) {
        return requireNonNull(
                journey.jdbi
                        .inTransaction(
                                tx -> journey.marks.mark(tx, List.of(user), order, cause, lane))
                        .get(user));
    }

    private Marked mark(UserId user, Order order) {
        return mark(user, order, "operator", Lane.LIVE);
    }

    /// A user of whom the consumer has heard nothing yet.
    private List<LifecycleEvent> made(String email) {
        return journey.directory.changed(new UserChange.Create(Journey.profile(email, true)));
    }

    private UserId withKey(String email) {
        UserId user = journey.create(email);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();
        return user;
    }

    @Test
    void issuesAKeyAheadOfTheEventsOnTheirWay() {
        List<LifecycleEvent> onTheirWay = made("zoe@example.com");
        UserId user = onTheirWay.getFirst().envelope().userId();

        assertThat(mark(user, Order.ISSUE, "backfill", Lane.bulk(0.5))).isEqualTo(Marked.DONE);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();
        journey.consume(onTheirWay);

        assertThat(journey.turn()).isZero();
        assertThat(journey.announced()).containsExactly("issued 1 backfill");
        assertThat(bulk()).containsExactly(true);
        assertThat(journey.row(user)).isEqualTo("DONE");
    }

    @Test
    void keepsTheKeyThatIsThere() {
        UserId user = withKey("zoe@example.com");
        String digits = journey.activeDigits(user);

        assertThat(mark(user, Order.ISSUE)).isEqualTo(Marked.ALREADY);
        assertThat(journey.turn()).isZero();
        assertThat(journey.activeDigits(user)).isEqualTo(digits);
    }

    @Test
    void rotatesOnRequest() {
        UserId user = withKey("zoe@example.com");
        String before = journey.activeDigits(user);

        assertThat(mark(user, Order.ROTATE, "rotation-requested", Lane.LIVE))
                .isEqualTo(Marked.DONE);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();

        assertThat(journey.activeDigits(user)).isNotEqualTo(before);
        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "rotated 2 rotation-requested");
        assertThat(bulk()).containsExactly(false, false);
    }

    @Test
    void letsTheNewKeyThatIsOnItsWayAnswerAWishForAnother() {
        UserId waiting = journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.NotThereYet("not in Zoom"));
        journey.turn();
        UserId doubtful = withKey("yan@example.com");
        mark(doubtful, Order.ROTATE);
        journey.answer(new ZoomOutcome.Unknown("timeout"));
        journey.turn();
        String waits = standing(waiting);
        String doubt = standing(doubtful);
        assertThat(waits).startsWith("WAITING 1 ");

        assertThat(mark(waiting, Order.ROTATE)).isEqualTo(Marked.ALREADY);
        assertThat(mark(doubtful, Order.ROTATE)).isEqualTo(Marked.ALREADY);

        assertThat(standing(waiting)).isEqualTo(waits);
        assertThat(standing(doubtful)).isEqualTo(doubt);
    }

    @Test
    void replacesAKeyThatWasToldInDoubtOnceZoomHasIt() {
        UserId user = withKey("zoe@example.com");
        mark(user, Order.ROTATE, "first", Lane.LIVE);
        journey.answer(new ZoomOutcome.Unknown("timeout"));
        journey.turn();
        String told = journey.ledger.digitsOf(journey.pending(user).orElseThrow()).reveal();
        journey.jdbi.useTransaction(tx -> journey.ledger.markTold(tx, user, 2));

        assertThat(mark(user, Order.ROTATE, "second", Lane.LIVE)).isEqualTo(Marked.DONE);
        assertThat(mark(user, Order.ROTATE, "third", Lane.LIVE)).isEqualTo(Marked.ALREADY);
        journey.answer(new ZoomOutcome.Done(), new ZoomOutcome.Done());
        journey.turn();
        assertThat(journey.activeDigits(user)).isEqualTo(told);
        journey.turn();

        assertThat(journey.activeDigits(user)).isNotEqualTo(told);
        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "rotated 2 second", "rotated 3 second");
        assertThat(journey.row(user)).isEqualTo("DONE");
    }

    @Test
    void leavesAKeyThatWasToldInDoubtAloneWhileNobodyAsksForAnother() {
        UserId user = withKey("zoe@example.com");
        mark(user, Order.ROTATE);
        journey.answer(new ZoomOutcome.Unknown("timeout"));
        journey.turn();
        journey.jdbi.useTransaction(tx -> journey.ledger.markTold(tx, user, 2));

        mark(user, Order.RETRY);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();

        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "rotated 2 operator");
        assertThat(journey.row(user)).isEqualTo("DONE");
    }

    private String standing(UserId user) {
        return journey.jdbi.withHandle(tx ->
                tx.select(
                                "SELECT state || ' ' || attempts || ' ' || due_at || ' ' || cause FROM sync_user WHERE user_id = ?",
                                user.value())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void concealsUntilAKeyIsAskedForAgain() {
        UserId user = withKey("zoe@example.com");

        assertThat(mark(user, Order.CONCEAL)).isEqualTo(Marked.DONE);
        assertThat(mark(user, Order.CONCEAL)).isEqualTo(Marked.ALREADY);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();
        assertThat(journey.active(user).orElseThrow().concealed()).isTrue();

        assertThat(mark(user, Order.ROTATE)).isEqualTo(Marked.NOT_ENTITLED);
        assertThat(mark(user, Order.ISSUE)).isEqualTo(Marked.DONE);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();
        assertThat(journey.active(user).orElseThrow().concealed()).isFalse();
        assertThat(journey.announced())
                .containsExactly(
                        "issued 1 user-created", "revoked 2 operator", "issued 3 operator");
    }

    @Test
    void triesWhatWaitsNowAndWithTheSameDigits() {
        UserId user = journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.NotThereYet("not in Zoom"));
        journey.turn();
        String digits = journey.ledger.digitsOf(journey.pending(user).orElseThrow()).reveal();
        assertThat(journey.turn()).isZero();

        assertThat(mark(user, Order.RETRY)).isEqualTo(Marked.DONE);
        journey.answer(new ZoomOutcome.Done());

        assertThat(journey.turn()).isEqualTo(1);
        assertThat(journey.activeDigits(user)).isEqualTo(digits);
        assertThat(journey.announced()).containsExactly("issued 1 user-created");
        assertThat(mark(user, Order.RETRY)).isEqualTo(Marked.ALREADY);
    }

    @Test
    void givesNobodyAKeyWhoMayNotHaveOne() {
        UserId user = withKey("zoe@example.com");
        journey.edit(user, "zoe@example.com", false);
        journey.answer(new ZoomOutcome.Done());
        journey.turn();

        assertThat(mark(user, Order.ISSUE)).isEqualTo(Marked.NOT_ENTITLED);
        assertThat(mark(user, Order.ROTATE)).isEqualTo(Marked.NOT_ENTITLED);
        assertThat(mark(new UserId(UUID.randomUUID()), Order.ISSUE)).isEqualTo(Marked.UNKNOWN);
    }

    @Test
    void letsNothingTouchAProtectedUser() {
        UserId user = withKey("zoe@example.com");
        journey.jdbi.useTransaction(tx -> journey.protection.set(tx, user, true));

        assertThat(mark(user, Order.ROTATE)).isEqualTo(Marked.PROTECTED);
        journey.edit(user, "zoe@example.com", false);
        assertThat(journey.turn()).isZero();
        assertThat(journey.row(user)).isEqualTo("DONE");

        journey.jdbi.useTransaction(tx -> journey.protection.set(tx, user, false));
        assertThat(mark(user, Order.CONCEAL)).isEqualTo(Marked.DONE);
    }

    @Test
    void sendsNothingOfAUserWhoIsProtectedMeanwhile() {
        UserId user = journey.create("zoe@example.com");
        journey.jdbi.useTransaction(tx -> journey.protection.set(tx, user, true));

        journey.turn();

        assertThat(journey.row(user)).isEqualTo("WAITING: an operator protected the user");
        assertThat(journey.zoom.digits).isEmpty();
    }

    @Test
    void putsAUserInFrontWhenSomethingHappensToThem() {
        UserId behind = withKey("zoe@example.com");
        mark(behind, Order.ROTATE, "max-age", Lane.batch(0.25));
        assertThat(liveDue()).isZero();
        assertThat(batchDue()).contains(new SyncList.Batch(1, 0.25));

        journey.edit(behind, "zoe.smith@example.com", true);

        assertThat(liveDue()).isEqualTo(1);
        assertThat(batchDue()).isEmpty();
        mark(behind, Order.ROTATE, "max-age", Lane.batch(0.25));
        assertThat(liveDue()).isEqualTo(1);
    }

    @Test
    void takesWhoWasGivenTheLargerShareFirstAndEachAtTheirOwn() {
        UserId little = withKey("zoe@example.com");
        UserId much = withKey("yan@example.com");
        mark(little, Order.ROTATE, "backfill", Lane.bulk(0.01));
        mark(much, Order.ROTATE, "max-age", Lane.batch(0.25));

        assertThat(batchDue()).contains(new SyncList.Batch(1, 0.25));
        assertThat(taken(0.25)).containsExactly(much);
        assertThat(batchDue())
                .hasValueSatisfying(batch -> {
                    assertThat(batch.users()).isEqualTo(1);
                    assertThat((float) batch.share()).isEqualTo(0.01f);
                });
        assertThat(taken(batchDue().orElseThrow().share())).containsExactly(little);
        assertThat(batchDue()).isEmpty();
    }

    @Test
    void fillsOnlyWhereNobodyTookTheKeyAway() {
        UserId never = made("zoe@example.com").getFirst().envelope().userId();
        UserId withdrawn = withKey("yan@example.com");
        mark(withdrawn, Order.CONCEAL);

        assertThat(mark(withdrawn, Order.FILL, "backfill", Lane.bulk(0.5)))
                .isEqualTo(Marked.NOT_ENTITLED);
        assertThat(mark(never, Order.FILL, "backfill", Lane.bulk(0.5))).isEqualTo(Marked.DONE);
    }

    private List<UserId> taken(double share) {
        return journey.leases.take(Optional.of(share), 10).stream()
                .map(work -> work.row().userId())
                .toList();
    }

    private int liveDue() {
        return journey.jdbi.withHandle(handle -> journey.list.due(handle, 10));
    }

    private Optional<SyncList.Batch> batchDue() {
        return journey.jdbi.withHandle(handle -> journey.list.dueBatch(handle, 10));
    }

    private List<Boolean> bulk() {
        return journey.jdbi.withHandle(handle ->
                handle.select(
                                "SELECT (convert_from(value, 'UTF8')::jsonb ->> 'bulk')::boolean FROM outbox"
                                        + " WHERE topic = 'host-key-events' ORDER BY id")
                        .mapTo(Boolean.class)
                        .list());
    }
}
