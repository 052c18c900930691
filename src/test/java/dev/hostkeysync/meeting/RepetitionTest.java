package dev.hostkeysync.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.zoom.DocumentedAnswers;
import dev.hostkeysync.zoom.MeetingCreation;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A request that comes again makes no second meeting, whatever was killed when.
class RepetitionTest {

    private final Office office = new Office();

    @Test
    void getsTheFirstAnswerForADay() {
        Meeting first = office.schedule(Office.BOARD, "k").meeting();
        office.clock.pass(Duration.ofHours(24).minusSeconds(1));

        MeetingDesk.Scheduled again = office.schedule(Office.BOARD.replace(",", " , "), "k");

        assertThat(again).isEqualTo(new MeetingDesk.Scheduled(first, /* repeated */ true));
        assertThat(office.calls).hasSize(1);
        assertThat(office.counted()).isEqualTo(1);
    }

    @Test
    void isANewRequestAfterADay() {
        Meeting first = office.schedule(Office.BOARD, "k").meeting();
        office.clock.pass(Duration.ofHours(24));

        MeetingDesk.Scheduled again = office.schedule(Office.BOARD, "k");

        assertThat(again.repeated()).isFalse();
        assertThat(again.meeting().meetingId()).isNotEqualTo(first.meetingId());
    }

    @Test
    void isAnsweredEvenAfterTheMeetingBegan() {
        String soon = Office.BOARD.replace("2026-12-01T09:00", "2026-11-22T10:20");
        var _ = office.schedule(soon, "k");
        office.clock.pass(Duration.ofHours(1));

        assertThat(office.schedule(soon, "k").repeated()).isTrue();
    }

    @Test
    void isRefusedWithAnotherBody() {
        var _ = office.schedule(Office.BOARD, "k");

        Problem refused = office.refused(Office.BOARD.replace("45", "46"), "k");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/idempotency-key-reused");
        assertThat(office.calls).hasSize(1);
    }

    @Test
    void belongsToItsCaller() {
        var _ = office.schedule(Office.BOARD, "k");
        office.caller = new Caller("others", Set.of(Scope.MEETING_WRITE));

        assertThat(office.schedule(Office.BOARD, "k").repeated()).isFalse();
        assertThat(office.calls).hasSize(2);
    }

    @Test
    void makesNoSecondMeetingAfterACrashWhileZoomWasAsked() {
        office.crashing = true;
        assertThatThrownBy(() -> office.schedule(Office.BOARD, "k")).hasMessage(Office.CRASH);
        office.crashing = false;

        Problem soon = office.refused(Office.BOARD, "k");
        office.clock.pass(Duration.ofMinutes(5));
        Problem later = office.refused(Office.BOARD, "k");

        assertThat(soon.status()).isEqualTo(409);
        assertThat(soon.type()).hasToString("urn:hostkey-sync:problem/request-under-way");
        assertThat(soon.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(later.status()).isEqualTo(504);
        assertThat(later.type()).hasToString("urn:hostkey-sync:problem/meeting-unknown");
        assertThat(later.detail())
                .hasValueSatisfying(text ->
                        assertThat(text)
                                .contains(
                                        "2026-11-22T10:15:30Z",
                                        "upcoming meetings",
                                        "with a new Idempotency-Key"));
        assertThat(office.calls).hasSize(1);
        assertThat(office.rows()).containsExactly("SENT");
    }

    @Test
    void isUnderWayForAsLongAsTheFirstCanTake() {
        office.crashing = true;
        assertThatThrownBy(() -> office.schedule(Office.BOARD, "k")).hasMessage(Office.CRASH);

        // Four requests of ten seconds, each behind one for a token.
        office.clock.pass(Duration.ofSeconds(80));

        assertThat(office.refused(Office.BOARD, "k").type())
                .hasToString("urn:hostkey-sync:problem/request-under-way");
    }

    @Test
    void isAnsweredWhenItsPeopleAreNotToBeFoundAnyMore() {
        UserId ceo = office.created("ceo@example.com");
        String byId = Office.BOARD.replace("ceo@example.com", ceo.toString());
        Meeting first = office.schedule(byId, "k").meeting();
        office.removed(ceo);

        assertThat(office.schedule(byId, "k"))
                .isEqualTo(new MeetingDesk.Scheduled(first, /* repeated */ true));
        assertThat(office.refused(byId.replace("45", "46"), "k").type())
                .hasToString("urn:hostkey-sync:problem/idempotency-key-reused");
        assertThat(office.refused(byId, "another").status()).isEqualTo(404);
        assertThat(office.calls).hasSize(1);
    }

    @Test
    void beginsAnewWhenTheFirstIsRefusedMeanwhile() {
        office.crashing = true;
        assertThatThrownBy(() -> office.schedule(Office.BOARD, "k")).hasMessage(Office.CRASH);
        office.crashing = false;
        // Between the statement that meets the row and the one that reads it.
        office.jdbi.useHandle(db -> {
            UUID first = db.select("SELECT id FROM meeting_request").mapTo(UUID.class).one();
            db.execute(
                    """
                    CREATE FUNCTION drop_first() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN DELETE FROM meeting_request WHERE id = '%s'; RETURN NULL; END $$
                    """
                            .formatted(first));
            db.execute(
                    "CREATE TRIGGER meanwhile AFTER INSERT ON meeting_request EXECUTE FUNCTION drop_first()");
        });

        assertThat(office.schedule(Office.BOARD, "k").repeated()).isFalse();
    }

    @Test
    void saysWhatZoomRefusedEvenWhenThatCannotBeWrittenDown() {
        office.answer =
                Optional.of(
                        DocumentedAnswers.meeting(
                                400, "{\"code\":3161,\"message\":\"not allowed\"}"));
        office.whileZoomIsAsked =
                () ->
                        office.jdbi.useHandle(
                                db -> db.execute("ALTER TABLE meeting_host_day RENAME TO m"));

        assertThat(office.refused(Office.BOARD, "").type())
                .hasToString("urn:hostkey-sync:problem/may-not-host");
    }

    @Test
    void saysAgainThatNobodyKnows() {
        office.answer =
                Optional.of(
                        new MeetingCreation.Failed(
                                new ZoomOutcome.Unknown("no answer within PT10S")));

        Problem first = office.refused(Office.BOARD, "k");
        Problem again = office.refused(Office.BOARD, "k");
        Problem without = office.refused(Office.BOARD, "");

        assertThat(first.status()).isEqualTo(504);
        assertThat(first.detail())
                .hasValueSatisfying(text ->
                        assertThat(text).contains("no answer within PT10S", "so it may be there"));
        assertThat(again.type()).isEqualTo(first.type());
        assertThat(without.detail())
                .hasValueSatisfying(text -> assertThat(text).endsWith("if it is not, ask again."));
        assertThat(office.calls).hasSize(2);
        // It may have been made, so it counts.
        assertThat(office.counted()).isEqualTo(2);
    }

    @Test
    void isAnsweredAtOnceWhileTheFirstIsUnderWay() {
        List<Problem> during = new ArrayList<>();
        office.whileZoomIsAsked =
                () -> {
                    if (during.isEmpty()) {
                        during.add(office.refused(Office.BOARD, "k"));
                    }
                };

        var _ = office.schedule(Office.BOARD, "k");

        assertThat(during).singleElement().extracting(Problem::status).isEqualTo(409);
        assertThat(office.calls).hasSize(1);
    }

    @Test
    void keepsTheMeetingThatCannotBeWrittenDown() {
        office.whileZoomIsAsked =
                () ->
                        office.jdbi.useHandle(
                                db -> db.execute("ALTER TABLE audit_entry RENAME TO a"));

        MeetingDesk.Scheduled scheduled = office.schedule(Office.BOARD, "k");
        office.clock.pass(Duration.ofMinutes(5));
        Problem again = office.refused(Office.BOARD, "k");

        assertThat(scheduled.meeting().meetingId()).isEqualTo("92674392836");
        assertThat(again.status()).isEqualTo(504);
        assertThat(office.calls).hasSize(1);
    }

    @Test
    void saysThatNobodyKnowsEvenWhenThatCannotBeWrittenDown() {
        office.answer =
                Optional.of(
                        new MeetingCreation.Failed(
                                new ZoomOutcome.Unknown("no answer within PT10S")));
        office.whileZoomIsAsked =
                () ->
                        office.jdbi.useHandle(
                                db -> db.execute("ALTER TABLE meeting_request RENAME TO m"));

        assertThat(office.refused(Office.BOARD, "k").status()).isEqualTo(504);
    }

    @Test
    void isKeptSealed() {
        var _ = office.schedule(Office.BOARD, "my-key");

        String row =
                office.jdbi.withHandle(db ->
                        db.select(
                                        "SELECT encode(key_hash || body_hmac || sealed, 'escape') FROM meeting_request")
                                .mapTo(String.class)
                                .one());

        assertThat(row).doesNotContain("my-key", "482913", "pwd", "ceo@example.com", "Board");
    }

    @Test
    void namesTheMeetingWhereTheAnswerDoesNotOpen() {
        var _ = office.schedule(Office.BOARD, "k");
        office.restart(new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset())));

        Problem refused = office.refused(Office.BOARD, "k");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail())
                .hasValueSatisfying(
                        text -> assertThat(text).startsWith("Meeting 92674392836 was made"));
        assertThat(office.calls).hasSize(1);
    }

    @Test
    void isForgottenWithTheCountsOfDaysThatAreOver() {
        var _ = office.schedule(Office.BOARD, "a");
        var _ = office.schedule(Office.BOARD, "b");
        MeetingUpkeep upkeep =
                new MeetingUpkeep(
                        office.jdbi, new Requests(office.sealer, new FixedIds()), office.clock);
        boolean early = upkeep.forget(1);
        office.clock.pass(Duration.ofHours(24));

        boolean more = upkeep.forget(1);

        assertThat(early).isFalse();
        assertThat(more).isTrue();
        assertThat(office.rows()).hasSize(1);
        assertThat(office.counted()).isZero();
    }
}
