package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Groups over HTTP: who gets a key by them, and pushes of 10,000 members.
class GroupIT {

    private static final int MANY = 10_000;
    private static final int BATCH = 500;

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation =
                Installation.of("groups").with("HOSTKEY_ELIGIBLE_GROUPS", "Zoom Hosts, Sales");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void givesAKeyToWhoJoinsAndTakesItFromWhoLeaves() {
        Employee zoe = client.create();
        String team = group("Team", List.of(zoe.id()));
        installation.topics().awaitConsumed();
        assertThat(truths.callsFor(zoe)).isEmpty();
        assertNoKey(zoe);

        String hosts = group("Zoom Hosts", List.of());
        change(hosts, "Add", team);
        truths.awaitAgreement(zoe, 1, "issued");

        change(hosts, "Remove", team);
        truths.awaitEvent(zoe, "revoked 2");
        assertNoKey(zoe);

        change(hosts, "Add", zoe.id());
        truths.awaitAgreement(zoe, 3, "issued");
        assertThat(client.get(zoe).json().at("/groups/1/display").asText()).isEqualTo("Zoom Hosts");

        assertThat(client.groups("DELETE", "/" + hosts, "").status()).isEqualTo(204);
        truths.awaitEvent(zoe, "revoked 4");
        assertNoKey(zoe);
    }

    @Test
    void followsAPolicyThatIsAnotherAfterARestart() {
        Employee zoe = client.create();
        Employee max = client.create();
        String marketing = group("Marketing", List.of(max.id()));
        String sales = group("Sales", List.of(zoe.id()));
        truths.awaitAgreement(zoe, 1, "issued");

        service.terminate();
        service.restartWith(Map.of("HOSTKEY_ELIGIBLE_GROUPS", "Marketing"));

        truths.awaitEvent(zoe, "revoked 2");
        truths.awaitAgreement(max, 1, "issued");
        service.terminate();
        service.restartWith(Map.of("HOSTKEY_ELIGIBLE_GROUPS", "Zoom Hosts, Sales"));
        truths.awaitEvent(max, "revoked 2");
        truths.awaitAgreement(zoe);
        assertThat(client.groups("DELETE", "/" + marketing, "").status()).isEqualTo(204);
        assertThat(client.groups("DELETE", "/" + sales, "").status()).isEqualTo(204);
    }

    @Test
    void takesTenThousandMembersInBatchesAndInOneGo() {
        List<String> users = users(MANY);
        String everybody = group("Everybody", List.of());

        for (int from = 0; from < MANY; from += BATCH) {
            change(everybody, "Add", users.subList(from, from + BATCH).toArray(String[]::new));
        }
        assertThat(members(everybody)).isEqualTo(MANY);
        assertThat(isMember(everybody, users.get(7))).isTrue();
        for (int from = 0; from < MANY; from += BATCH) {
            change(everybody, "Remove", users.subList(from, from + BATCH).toArray(String[]::new));
        }
        assertThat(members(everybody)).isZero();
        assertThat(isMember(everybody, users.get(7))).isFalse();

        put(everybody, users);
        assertThat(members(everybody)).isEqualTo(MANY);
        String version = version(everybody);
        put(everybody, users.reversed());
        assertThat(version(everybody)).isEqualTo(version);
        assertThat(client.groups("DELETE", "/" + everybody, "").status()).isEqualTo(204);
    }

    /// Users who were there before, written past the service: only the groups are looked at.
    private static List<String> users(int count) {
        return installation
                .store()
                .jdbi()
                .withHandle(tx ->
                        tx.select(
                                        """
                                        INSERT INTO directory_user (id, user_name, user_name_key, active, eligible, status,
                                            version, document, created_at, updated_at)
                                        SELECT gen_random_uuid(), 'many-' || i, 'many-' || i, true, false, 'DEACTIVATED', 1,
                                            '{"userName":"x"}', now(), now()
                                        FROM generate_series(1, ?) i RETURNING id
                                        """,
                                        count)
                                .mapTo(String.class)
                                .list());
    }

    private static String group(String name, List<String> members) {
        Reply reply =
                client.groups(
                        "POST",
                        "",
                        "{\"displayName\": \""
                                + name
                                + "\", \"members\": "
                                + values(members)
                                + "}");
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().path("id").asText();
    }

    private static void change(String group, String op, String... members) {
        Reply reply =
                client.groups(
                        "PATCH",
                        "/" + group,
                        """
                        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                         "Operations": [{"op": "%s", "path": "members", "value": %s}]}
                        """
                                .formatted(op, values(List.of(members))));
        assertThat(reply.status()).isEqualTo(204);
    }

    private static void put(String group, List<String> members) {
        Reply reply =
                client.groups(
                        "PUT",
                        "/" + group,
                        "{\"displayName\": \"Everybody\", \"members\": " + values(members) + "}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("members").size()).isEqualTo(members.size());
    }

    private static String values(List<String> ids) {
        return ids.stream()
                .map(id -> "{\"$ref\": null, \"value\": \"" + id + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static int members(String group) {
        return client.groups("GET", "/" + group, "").json().path("members").size();
    }

    private static String version(String group) {
        Reply reply = client.groups("GET", "/" + group + "?excludedAttributes=members", "");
        return reply.json().at("/meta/version").asText();
    }

    /// Entra's probe.
    private static boolean isMember(String group, String user) {
        String filter = "id eq \"" + group + "\" and members eq \"" + user + "\"";
        Reply reply =
                client.groups(
                        "GET", "?attributes=id&filter=" + URLEncoder.encode(filter, UTF_8), "");
        return reply.json().path("totalResults").asInt() == 1;
    }

    private static void assertNoKey(Employee employee) {
        await("no key for " + employee.email())
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    Reply reply = client.reveal(employee.email());
                    assertThat(reply.status()).isEqualTo(409);
                    assertThat(reply.json().path("type").asText())
                            .isEqualTo("urn:hostkey-sync:problem/no-key-yet");
                    assertThat(reply.body()).contains("in none of the groups");
                });
    }
}
