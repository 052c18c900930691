package dev.hostkeysync.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.testing.CapturedLogs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {

    private static final String KEY = "0199aa00-0000-7000-8000-000000000009";
    private static final String EVENT = "0199aa00-0000-7000-8000-000000000001";

    private final DeadLetterFixture topic = new DeadLetterFixture();

    private void poison(String type, String value) {
        topic.send(KEY, Map.of("ce_type", type, "ce_id", EVENT), value.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    dev.hostkeysync.user.created.v1, not json 482093,  the value is not JSON
                    dev.hostkeysync.user.created.v2, {},               the event is of a version that this release does not read
                    dev.hostkeysync.user.married.v1, {},               the header ce_type names no event that this release knows
                    zoe@example.com,                 {},               the header ce_type names no event that this release knows
                    dev.hostkeysync.user.removed.v1, {"version":"x"},  the field occurredAt is missing
                    """)
    void keepsWhatCannotBeReadWithAReasonThatRepeatsNothing(
            String type, String value, String reason) {
        poison(type, value);

        DeadLetter letter = topic.only();
        assertThat(letter.state()).isEqualTo(DeadLetterState.DEAD);
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.userId()).contains(UUID.fromString(KEY));
        assertThat(letter.eventId()).contains(UUID.fromString(EVENT));
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isZero();
        assertThat(letter.type()).isEqualTo(Optional.of(type).filter(one -> !one.contains("@")));
        assertThat(topic.copies()).isEqualTo(1);
    }

    @Test
    void tellsTheLogWhereAndWhyAndNothingOfTheContent() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            topic.send(
                    "zoe@example.com",
                    Map.of("ce_type", "482093", "x", "zoe@example.com"),
                    "{\"host_key\":\"482093\"}".getBytes(UTF_8));

            // The driver's own trace has what is bound.
            assertThat(logs.text().lines().filter(line -> line.startsWith("WARN")))
                    .singleElement()
                    .asString()
                    .contains("became dead letter")
                    .doesNotContain("482093", "zoe@example.com");
        }
        assertThat(topic.only().toString()).doesNotContain("482093", "zoe@example.com");
    }

    @Test
    void countsARecordThatIsDeliveredAgainToAnotherReplicaOnce() {
        poison("x", "{}");

        topic.deliver(1, 0);

        assertThat(topic.only().attempts()).isEqualTo(1);
        assertThat(topic.copies()).isEqualTo(1);
    }

    @Test
    void replaysTheBytesAsTheyCameAndCountsTheSameLetterOnceMore() {
        poison("dev.hostkeysync.user.married.v1", "{\"a\":1}");
        UUID id = topic.only().id();

        assertThat(topic.replay(id)).isTrue();
        assertThat(topic.only().state()).isEqualTo(DeadLetterState.REPLAYING);
        assertThat(topic.replay(id)).isFalse();
        topic.relay();
        topic.deliver(1, 1);

        assertThat(topic.records()).isEqualTo(2);
        assertThat(topic.lastValue()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
        assertThat(topic.lastHeaders())
                .isEqualTo(
                        Map.of(
                                "ce_type",
                                "dev.hostkeysync.user.married.v1",
                                "ce_id",
                                EVENT,
                                "dead-letter-id",
                                id.toString()));
        DeadLetter letter = topic.only();
        assertThat(letter.id()).isEqualTo(id);
        assertThat(letter.state()).isEqualTo(DeadLetterState.DEAD);
        assertThat(letter.attempts()).isEqualTo(2);
        assertThat(topic.copies()).isEqualTo(2);
    }

    @Test
    void appliesAnEventThatCouldNotBeAppliedOnceThatIsMended() {
        LifecycleEvent event = topic.created("zoe@example.com");
        rename("host_key", "away");
        try (CapturedLogs logs = CapturedLogs.everything()) {
            topic.send(event);
            topic.deliver(1, 0);

            assertThat(topic.only().reason())
                    .isEqualTo("could not be applied: PSQLException 42P01");
            assertThat(logs.text())
                    .containsOnlyOnce("ScrubbedFailure: org.postgresql.util.PSQLException 42P01")
                    .contains("at dev.hostkeysync.provisioning.LifecycleConsumer.commit");
        }

        rename("away", "host_key");
        assertThat(topic.replay(topic.only().id())).isTrue();
        topic.relay();

        assertThat(topic.only().state()).isEqualTo(DeadLetterState.HANDLED);
        assertThat(topic.only().attempts()).isEqualTo(1);
        assertThat(topic.hasKey(event.envelope().userId())).isTrue();
        topic.deliver(1, 1);
        assertThat(topic.only().state()).isEqualTo(DeadLetterState.HANDLED);
        assertThat(topic.replay(topic.only().id())).isFalse();
    }

    private void rename(String table, String name) {
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute("ALTER TABLE " + table + " RENAME TO " + name));
    }

    @Test
    void saysOfAnEventThatNewerOnesOvertookThatItChangedNothing() {
        LifecycleEvent event = topic.created("zoe@example.com");
        rename("host_key", "away");
        topic.send(event);
        rename("away", "host_key");
        topic.send(event);

        assertThat(topic.replay(topic.only().id())).isTrue();
        topic.relay();

        assertThat(topic.only().state()).isEqualTo(DeadLetterState.OUTDATED);
    }

    @Test
    void storesNothingOfTheContentInTheClear() {
        topic.send(KEY, Map.of("x", "482093"), "482093".getBytes(UTF_8));

        List<String> rows =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.select(
                                                "SELECT dead_letter::text || encode(sealed, 'escape') FROM dead_letter")
                                        .mapTo(String.class)
                                        .list());
        assertThat(rows).singleElement().asString().doesNotContain("482093");
    }

    @Test
    void saysOfALetterThatAnotherKeysetSealedThatItDoesNotOpen() {
        poison("x", "{}");
        DeadLetters other = DeadLetterFixture.letters();
        UUID id = topic.only().id();

        assertThat((boolean) topic.jdbi().inTransaction(tx -> !other.replay(tx, id))).isTrue();

        assertThat(topic.only().state()).isEqualTo(DeadLetterState.DEAD);
        assertThat(topic.only().reason())
                .isEqualTo("it is sealed with a key that the keyset lacks");
    }

    @Test
    void keepsALargeRecordWholeAndRefusesToReplayWhatNoBrokerTakes() {
        byte[] large = "x".repeat(600 * 1024).getBytes(UTF_8);
        byte[] tooLarge = "y".repeat(1000 * 1024).getBytes(UTF_8);
        topic.send(KEY, Map.of(), large);
        topic.send(KEY, Map.of(), tooLarge);
        DeadLetter second = topic.all().getFirst();
        DeadLetter first = topic.all().getLast();

        assertThat(second.isTooLarge()).isTrue();
        assertThat(topic.replay(second.id())).isFalse();
        assertThat(topic.replay(first.id())).isTrue();
        topic.relay();

        assertThat(topic.lastValue()).isEqualTo(large);
        assertThat(replayAll(Optional.empty())).isEqualTo(1);
    }

    @Test
    void keepsAHeaderThatIsCutWithinACharacter() {
        topic.send(KEY, Map.of("ce_type", "x".repeat(1023) + "\ud83d\ude00"), "{}".getBytes(UTF_8));

        assertThat(topic.only().attempts()).isEqualTo(1);
        assertThat(topic.replay(topic.only().id())).isTrue();
        topic.relay();
        assertThat(topic.only().attempts()).isEqualTo(2);
    }

    @Test
    void replaysATombstone() {
        topic.send(KEY, Map.of("ce_type", "dev.hostkeysync.user.removed.v1"), null);

        assertThat(topic.replay(topic.only().id())).isTrue();
        topic.relay();

        assertThat(topic.lastValue()).isNull();
        assertThat(topic.only().attempts()).isEqualTo(2);
    }

    @Test
    void takesARecordThatOnlyClaimsToBeALetterForWhatItIs() {
        poison("x", "{}");
        UUID id = topic.only().id();

        topic.send(KEY, Map.of("dead-letter-id", id.toString()), "other".getBytes(UTF_8));
        topic.send(
                KEY,
                Map.of("dead-letter-id", EVENT, "dead-letter-reason", "before"),
                "unknown".getBytes(UTF_8));

        assertThat(topic.all()).extracting(DeadLetter::attempts).containsExactly(1, 1, 1);
        assertThat(topic.all()).extracting(DeadLetter::bytes).contains(36L + 7);
    }

    @Test
    void closesNoLetterForAnotherEventThatClaimsToBeIt() {
        LifecycleEvent event = topic.created("zoe@example.com");
        rename("host_key", "away");
        topic.send(event);
        rename("away", "host_key");
        UUID id = topic.only().id();
        LifecycleEvent other = topic.created("max@example.com");

        topic.send(other, Map.of("dead-letter-id", id.toString()));

        assertThat(topic.hasKey(other.envelope().userId())).isTrue();
        assertThat(topic.only().state()).isEqualTo(DeadLetterState.DEAD);
        topic.send(event, Map.of("dead-letter-id", id.toString()));
        assertThat(topic.only().state()).isEqualTo(DeadLetterState.HANDLED);
    }

    @Test
    void replaysThoseOfAReasonFromTheOldest() {
        poison("dev.hostkeysync.user.created.v2", "{}");
        poison("x", "{}");
        poison("dev.hostkeysync.user.created.v3", "{}");

        assertThat(replayAll(Optional.of("of a VERSION"))).isEqualTo(2);
        assertThat(replayAll(Optional.of("of a version"))).isZero();
        assertThat(replayAll(Optional.of("100%"))).isZero();
        topic.relay();

        assertThat(topic.all()).extracting(DeadLetter::attempts).containsExactly(2, 1, 2);
        assertThat(replayAll(Optional.empty())).isEqualTo(3);
    }

    private int replayAll(Optional<String> reason) {
        return topic.jdbi().inTransaction(tx -> topic.table().replayAll(tx, reason, 500));
    }

    @Test
    void takesAReplayForDeadThatWasLostOnItsWay() {
        poison("x", "{}");
        poison("y", "{}");
        assertThat(replayAll(Optional.empty())).isEqualTo(2);
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        """
                                        UPDATE dead_letter SET replayed_at = now() - interval '11 minutes'
                                        WHERE "offset" = 0
                                        """));

        assertThat((int) topic.jdbi().inTransaction(topic.table()::giveUpLostReplays)).isEqualTo(1);

        assertThat(topic.all())
                .extracting(DeadLetter::state)
                .containsExactly(DeadLetterState.REPLAYING, DeadLetterState.DEAD);
        assertThat((long) topic.jdbi().withHandle(topic.table()::count)).isEqualTo(1);
        assertThat(replayAll(Optional.empty())).isEqualTo(1);
        // The lost one comes after all.
        topic.relay();
        assertThat(topic.all()).extracting(DeadLetter::attempts).containsExactly(2, 3);
    }

    @Test
    void forgetsWhatIsOlderThanItIsKept() {
        poison("x", "{}");
        poison("y", "{}");
        poison("z", "{}");
        int _ =
                topic.jdbi()
                        .withHandle(handle ->
                                handle.execute(
                                        """
                                        UPDATE dead_letter SET last_at = now() - interval '31 days',
                                            state = CASE "offset" WHEN 1 THEN 'HANDLED' ELSE state END
                                        WHERE "offset" < 2
                                        """));

        DeadLetters.Expired expired =
                topic.jdbi()
                        .inTransaction(tx -> topic.table().expire(tx, Duration.ofDays(30), 500));

        assertThat(expired).isEqualTo(new DeadLetters.Expired(1, 2));
        assertThat(topic.only().offset()).isEqualTo(2);
        long waiting = topic.jdbi().withHandle(topic.table()::count);
        assertThat(waiting).isEqualTo(1);
    }
}
