package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.TopicTail;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Records on `identity-lifecycle` that nobody can read: they go aside as they came, the others
/// flow on, and operators replay them once that helps. Two replicas share the topic.
class DeadLetterIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CREATED = "dev.hostkeysync.user.created.v1";
    private static final String ID = "0199aa00-0000-7000-8000-000000000001";
    private static final String OPERATOR = "operator-token-0123456789";
    private static final String LETTERS = "/api/v1/dead-letters";

    private static Installation installation;
    private static Client client;
    private static Client other;
    private static Truths truths;
    private static TopicTail lifecycle;
    private static TopicTail deadLetters;

    @BeforeAll
    static void install() {
        installation = Installation.of("dead-letter");
        installation.with(
                "API_TOKENS",
                installation.credentials().apiTokens() + ",jane:operator:" + OPERATOR);
        client = installation.client(installation.start());
        other = installation.client(installation.start());
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

    @Test
    void appliesOnceMendedWhatCouldNotBeApplied() {
        sql(
                """
                CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''broken'' USING ERRCODE = ''22000''; END'
                """);
        sql(
                "CREATE TRIGGER broken BEFORE INSERT ON host_key FOR EACH ROW EXECUTE FUNCTION broken()");
        Employee zoe = client.create();

        JsonNode letter = letterOf(zoe);
        assertThat(letter.path("reason").asText())
                .isEqualTo("could not be applied: PSQLException 22000");
        assertThat(letter.path("type").asText()).isEqualTo(CREATED);
        sql("DROP TRIGGER broken ON host_key");
        sql("DROP FUNCTION broken()");
        assertThat(
                        send(
                                        other,
                                        "POST",
                                        LETTERS + "/" + letter.path("id").asText() + "/replay",
                                        "")
                                .status())
                .isEqualTo(202);

        truths.awaitAgreement(zoe, 1, "issued");
        awaitLetter(zoe, "handled", 1);
        Reply again =
                send(client, "POST", LETTERS + "/" + letter.path("id").asText() + "/replay", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/dead-letter-taken");
    }

    @Test
    void countsAReplayThatFailsAsTheSameLetter() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        byte[] value = {0, (byte) 0xff, 0x31, 0x0a, 0};
        installation
                .topics()
                .send(
                        zoe.id().getBytes(UTF_8),
                        Map.of("ce_type", "dev.hostkeysync.user.created.v2", "ce_id", ID),
                        value);
        String id = letterOf(zoe).path("id").asText();

        assertThat(send(client, "POST", LETTERS + "/" + id + "/replay", "").status())
                .isEqualTo(202);
        awaitLetter(zoe, "dead", 2);
        Reply all = send(other, "POST", LETTERS + "/replay", "{\"reason\":\"of a version\"}");

        assertThat(all.status()).isEqualTo(202);
        assertThat(all.json().path("replayed").asInt()).isEqualTo(1);
        awaitLetter(zoe, "dead", 3);
        assertThat(letterOf(zoe).path("id").asText()).isEqualTo(id);
        await("its copies")
                .atMost(SOON)
                .until(() ->
                        deadLetters.records().stream()
                                        .filter(record -> record.key().equals(zoe.id()))
                                        .filter(record ->
                                                id.equals(record.headers().get("dead-letter-id")))
                                        .filter(record -> ID.equals(record.headers().get("ce_id")))
                                        .count()
                                == 3);
        List<String> trail =
                installation
                        .store()
                        .jdbi()
                        .withHandle(tx ->
                                tx.select(
                                                "SELECT actor || ' ' || detail FROM audit_entry WHERE action = 'dead-letter.replay'"
                                                        + " AND (detail LIKE ? || '%' OR detail LIKE '%of a version') ORDER BY id",
                                                id)
                                        .mapTo(String.class)
                                        .list());
        assertThat(trail)
                .containsExactly(
                        "jane " + id + ", attempt 2", "jane 1 letters; reason: of a version");
    }

    @Test
    void keepsALargeRecordWholeAndCutsItsCopy() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        byte[] value = "x".repeat(1_000_000).getBytes(UTF_8);
        installation.topics().send(zoe.id().getBytes(UTF_8), Map.of(), value);

        JsonNode letter = letterOf(zoe);
        Reply refused =
                send(client, "POST", LETTERS + "/" + letter.path("id").asText() + "/replay", "");

        assertThat(letter.path("bytes").asLong()).isEqualTo(1_000_036);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/dead-letter-too-large");
        Received copy = deadLetters.await(record -> record.key().equals(zoe.id()), SOON);
        assertThat(copy.value()).hasSize(512 * 1024);
        assertThat(copy.headers()).containsEntry("dead-letter-truncated-from", "1000000");
    }

    /// The first copy would be larger than the brokers take with each byte that is no character
    /// made three; the second is larger than they take of this topic.
    @Test
    void goesOnAfterARecordThatIsLargeInEveryPart() {
        Map<String, byte[]> garbage = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            byte[] bytes = new byte[1024];
            Arrays.fill(bytes, (byte) 0xff);
            garbage.put("garbage-" + i, bytes);
        }
        installation.topics().sendBytes(new byte[430 * 1024], garbage, new byte[512 * 1024]);
        Received copy =
                deadLetters.await(record -> record.headers().containsKey("garbage-0"), SOON);
        assertThat(copy.headers()).containsEntry("dead-letter-key-truncated-from", "440320");

        installation.topics().limit(Topics.DEAD_LETTERS, 10_000);
        installation.topics().send(null, Map.of("ce_type", "large"), new byte[20_000]);
        Employee zoe = client.create();

        truths.awaitAgreement(zoe, 1, "issued");
        await("the refusal to be told of")
                .atMost(SOON)
                .until(() ->
                        Stream.of(client, other)
                                .anyMatch(one ->
                                        one.send("GET", "/q/metrics", Map.of(), new byte[0])
                                                .body()
                                                .contains("hostkeysync_outbox_refused_total 1.0")));
        installation.topics().limit(Topics.DEAD_LETTERS, 1_048_588);
    }

    @Test
    void isForOperators() {
        assertThat(client.send("GET", LETTERS, Map.of(), new byte[0]).status()).isEqualTo(401);
        Reply reader =
                client.send(
                        "GET",
                        LETTERS,
                        Map.of("Authorization", "Bearer " + installation.credentials().reader()),
                        new byte[0]);
        assertThat(reader.status()).isEqualTo(403);
        assertThat(send(client, "GET", LETTERS + "?state=lost", "").status()).isEqualTo(400);
        assertThat(send(client, "GET", LETTERS + "?limit=0", "").status()).isEqualTo(400);
        assertThat(send(client, "GET", LETTERS + "?cursor=x", "").status()).isEqualTo(400);
        assertThat(send(client, "GET", LETTERS + "/" + ID, "").status()).isEqualTo(404);
        assertThat(send(client, "POST", LETTERS + "/x/replay", "").status()).isEqualTo(404);
        assertThat(send(client, "POST", LETTERS + "/replay", "[]").status()).isEqualTo(400);
    }

    private static void sql(String statement) {
        int _ = installation.store().jdbi().withHandle(handle -> handle.execute(statement));
    }

    private static Reply send(Client replica, String method, String path, String body) {
        return replica.send(
                method, path, Map.of("Authorization", "Bearer " + OPERATOR), body.getBytes(UTF_8));
    }

    /// The newest letter with the user's id as its key.
    private static JsonNode letterOf(Employee employee) {
        return await("the letter of " + employee.id())
                .atMost(SOON)
                .until(
                        () ->
                                send(client, "GET", LETTERS + "?limit=200", "")
                                        .json()
                                        .path("items")
                                        .valueStream()
                                        .filter(item ->
                                                item.path("userId").asText().equals(employee.id()))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void awaitLetter(Employee employee, String state, int attempts) {
        await(state + " with " + attempts + " attempts")
                .atMost(SOON)
                .untilAsserted(() -> {
                    JsonNode letter = letterOf(employee);
                    assertThat(letter.path("state").asText()).isEqualTo(state);
                    assertThat(letter.path("attempts").asInt()).isEqualTo(attempts);
                });
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
