package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.TopicTail;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Records on `identity-lifecycle` that nobody can read: they go aside as they came, the others
/// flow on.
class DeadLetterIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CREATED = "dev.hostkeysync.user.created.v1";
    private static final String ID = "0199aa00-0000-7000-8000-000000000001";

    private static Installation installation;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;
    private static TopicTail deadLetters;

    @BeforeAll
    static void install() {
        installation = Installation.of("dead-letter");
        client = installation.client(installation.start());
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        lifecycle = installation.tail(Topics.LIFECYCLE);
        deadLetters = installation.tail(Topics.DEAD_LETTERS);
        // The relay makes the topics when it first looks.
        truths.awaitAgreement(client.create(), 1, "issued");
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void setsBytesAsideThatAreNoEvent() {
        assertSetAside(
                Map.of(),
                new byte[] {0, (byte) 0xff, (byte) 0xfe, 0x31, 0x0a, 0},
                "the header ce_type names no event that this release knows");
    }

    @Test
    void setsAnUnknownTypeAside() {
        assertSetAside(
                Map.of("ce_type", "dev.hostkeysync.user.born.v1", "ce_id", ID),
                "{}".getBytes(UTF_8),
                "the header ce_type names no event that this release knows");
    }

    @Test
    void setsBrokenJsonAside() {
        assertSetAside(
                Map.of("ce_type", CREATED, "ce_id", ID),
                "{\"userId\":\"4917360258".getBytes(UTF_8),
                "the value is not JSON");
    }

    @Test
    void setsJsonOfAnotherShapeAside() {
        assertSetAside(
                Map.of("ce_type", CREATED, "ce_id", ID),
                "[1]".getBytes(UTF_8),
                "the value is not a JSON object");
        assertSetAside(
                Map.of("ce_type", CREATED, "ce_id", ID),
                "{}".getBytes(UTF_8),
                "the field occurredAt is missing");
        assertSetAside(
                Map.of("ce_type", CREATED, "ce_id", ID),
                "[".repeat(100_000).getBytes(UTF_8),
                "the value is not JSON");
    }

    @Test
    void setsATombstoneAside() {
        assertSetAside(
                Map.of("ce_type", CREATED, "ce_id", ID), null, "the value is not a JSON object");
    }

    @Test
    void setsARecordWithoutAKeyAside() {
        installation.topics().send(null, Map.of("ce_type", "keyless"), "x".getBytes(UTF_8));

        Received letter =
                deadLetters.await(
                        record -> "keyless".equals(record.headers().get("ce_type")), SOON);

        assertThat(letter.key()).isEmpty();
        assertThat(letter.value()).isEqualTo("x");
    }

    /// The record goes to the partition of a user, between two events of theirs.
    private static void assertSetAside(
            Map<String, String> headers, byte @Nullable [] value, String reason) {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");

        installation.topics().send(zoe.id().getBytes(UTF_8), headers, value);
        assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);

        truths.awaitAgreement(zoe, 2, "rotated");
        Received letter = deadLetters.await(record -> record.key().equals(zoe.id()), SOON);
        Received sent =
                lifecycle.await(
                        record ->
                                record.key().equals(zoe.id())
                                        && !record.headers().containsKey("ce_source"),
                        SOON);
        assertThat(letter.value()).isEqualTo(sent.value());
        assertThat(letter.headers())
                .containsAllEntriesOf(headers)
                .containsEntry("dead-letter-reason", reason)
                .containsEntry("dead-letter-topic", sent.topic())
                .containsEntry("dead-letter-partition", Integer.toString(sent.partition()))
                .containsEntry("dead-letter-offset", Long.toString(sent.offset()))
                .containsKey("dead-letter-id")
                .hasSize(headers.size() + 5);
    }
}
