package dev.hostkeysync.ops.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.provisioning.DeadLetterFixture;
import dev.hostkeysync.provisioning.DeadLetterState;
import dev.hostkeysync.testing.CapturedLogs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterDeskTest {

    private static final String SOURCE = "192.0.2.7";

    private final DeadLetterFixture topic = new DeadLetterFixture();
    private final DeadLetterDesk desk =
            new DeadLetterDesk(
                    topic.jdbi(),
                    topic.table(),
                    AuditFixture.trail(InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z"))));

    private void poison(int records) {
        for (int i = 0; i < records; i++) {
            topic.send(
                    "key",
                    Map.of("ce_type", "dev.hostkeysync.user.created.v2"),
                    "{}".getBytes(UTF_8));
        }
    }

    private List<String> trail() {
        return topic.jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || source || ' ' || detail"
                                                + " FROM audit_entry ORDER BY id")
                                .mapTo(String.class)
                                .list());
    }

    private DeadLetterDesk.Page list(String state, int limit, Optional<UUID> before) {
        return desk.list(Set.of(DeadLetterState.valueOf(state)), Optional.empty(), before, limit);
    }

    @Test
    void pagesFromTheNewest() {
        poison(5);

        DeadLetterDesk.Page first = list("DEAD", 3, Optional.empty());
        DeadLetterDesk.Page second =
                list("DEAD", 3, Optional.of(UUID.fromString(String.valueOf(first.next()))));

        assertThat(first.items()).extracting(DeadLetterView::offset).containsExactly(4L, 3L, 2L);
        assertThat(second.items()).extracting(DeadLetterView::offset).containsExactly(1L, 0L);
        assertThat(second.next()).isNull();
        assertThat(list("HANDLED", 3, Optional.empty()).items()).isEmpty();
    }

    @Test
    void tellsOne() {
        poison(1);
        UUID id = topic.all().getFirst().id();

        DeadLetterView view = desk.get(id);

        assertThat(view.state()).isEqualTo("dead");
        assertThat(view.reason())
                .isEqualTo("the event is of a version that this release does not read");
        assertThat(view.type()).isEqualTo("dev.hostkeysync.user.created.v2");
        assertThat(view.userId()).isNull();
        assertThat(view.bytes()).isEqualTo(43);
        assertThat(view.replayedAt()).isNull();
    }

    @Test
    void replaysOneOnceAndWritesItDownOnce() {
        poison(1);
        UUID id = topic.all().getFirst().id();

        assertThat(desk.replay(id, "jane", SOURCE).state()).isEqualTo("replaying");
        assertThat(desk.replay(id, "jane", SOURCE).state()).isEqualTo("replaying");

        assertThat(trail())
                .containsExactly("jane dead-letter.replay 192.0.2.7 " + id + ", attempt 2");
        topic.relay();
        assertThat(topic.all()).extracting(letter -> letter.attempts()).containsExactly(2);
    }

    @Test
    void replaysAllOrThoseOfAReason() {
        poison(3);
        topic.send("key", Map.of(), "{}".getBytes(UTF_8));

        assertThat(desk.replayAll(Optional.of("a version"), "jane", SOURCE))
                .isEqualTo(new DeadLetterDesk.Replayed(3, 1));
        assertThat(desk.replayAll(Optional.empty(), "jane", SOURCE))
                .isEqualTo(new DeadLetterDesk.Replayed(1, 0));
        assertThat(desk.replayAll(Optional.empty(), "jane", SOURCE))
                .isEqualTo(new DeadLetterDesk.Replayed(0, 0));

        assertThat(trail())
                .containsExactly(
                        "jane dead-letter.replay 192.0.2.7 3 letters; reason: a version",
                        "jane dead-letter.replay 192.0.2.7 1 letters");
    }

    @Test
    void refusesWhatIsUnknownTakenOrTooLarge() {
        poison(1);
        topic.send("key", Map.of(), new byte[1_000_000]);
        UUID taken = topic.all().getLast().id();
        UUID large = topic.all().getFirst().id();
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        "UPDATE dead_letter SET state = 'HANDLED' WHERE id = ?",
                                        taken));

        assertThat(refusal(new UUID(1, 2))).isEqualTo("404 not-found");
        assertThat(refusal(taken)).isEqualTo("409 dead-letter-taken");
        assertThat(refusal(large)).isEqualTo("409 dead-letter-too-large");
        assertThat(trail()).isEmpty();
    }

    private String refusal(UUID id) {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> desk.replay(id, "jane", SOURCE));
        return refused.problem().status()
                + " "
                + refused.problem().type().toString().replaceAll(".*/", "");
    }

    @Test
    void forgetsOldOnesStepByStep() {
        DeadLetterUpkeep upkeep =
                new DeadLetterUpkeep(topic.jdbi(), topic.table(), () -> Duration.ofHours(1));
        poison(1);
        assertThat(upkeep.turn()).isEqualTo(Duration.ofMinutes(1));
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        """
                                        INSERT INTO dead_letter (id, reason, first_place, last_place, partition,
                                            "offset", bytes, sealed, seal_key_id, last_at)
                                        SELECT gen_random_uuid(), 'x', i, i, 0, i, 0, '', 0, now() - interval '2 hours'
                                        FROM generate_series(1, ?) i
                                        """,
                                        DeadLetterUpkeep.AT_ONCE + 1));

        assertThat(upkeep.turn()).isZero();
        assertThat(upkeep.turn()).isEqualTo(Duration.ofMinutes(1));

        assertThat(topic.all()).hasSize(1);
    }

    @Test
    void tellsOfALostReplayBeforeItIsForgotten() {
        poison(1);
        assertThat(desk.replay(topic.all().getFirst().id(), "jane", SOURCE).state())
                .isEqualTo("replaying");
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        """
                                        UPDATE dead_letter SET last_at = now() - interval '2 hours',
                                            replayed_at = now() - interval '1 hour'
                                        """));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            Duration _ =
                    new DeadLetterUpkeep(topic.jdbi(), topic.table(), () -> Duration.ofHours(1))
                            .turn();

            assertThat(logs.text())
                    .contains("WARN 1 dead letters that were replayed have not come back")
                    .contains("WARN 1 dead letters that nobody replayed are older than PT1H");
        }
    }

    @Test
    void readsTheBodyOfAReplay() {
        assertThat(ReplayRequest.reason(null)).isEmpty();
        assertThat(ReplayRequest.reason(new byte[0])).isEmpty();
        assertThat(ReplayRequest.reason("{}".getBytes(UTF_8))).isEmpty();
        assertThat(ReplayRequest.reason("{\"reason\":\"JSON\"}".getBytes(UTF_8))).contains("JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                "{\"why\":\"x\"}",
                "{\"reason\":7}",
                "{\"reason\":\" \"}",
                "{\"reason\":\"a\\nb\"}"
            })
    void refusesAnotherBody(String body) {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class, () -> ReplayRequest.reason(body.getBytes(UTF_8)));

        assertThat(refused.problem().status()).isEqualTo(400);
    }
}
