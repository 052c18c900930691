package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `GET /api/v1/host-keys/{user}`: who is told a key, when, and what is written down about it.
class RevealIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String IN_DOUBT = "?inDoubt=allow";

    private static Installation installation;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("reveal");
        ServiceProcess service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void behave() {
        installation.zoom().behave();
        installation.zoom().release();
    }

    @Test
    void tellsTheKeyByAddressAndById() {
        Employee zoe = withKey();

        for (String name :
                List.of(zoe.email(), zoe.email().toUpperCase(java.util.Locale.ROOT), zoe.id())) {
            Reply reply = client.reveal(name);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).startsWith("application/json");
            assertThat(reply.header("cache-control")).isEqualTo("no-store");
            assertThat(reply.json().path("user").path("id").asText()).isEqualTo(zoe.id());
            assertThat(reply.json().path("user").path("email").asText()).isEqualTo(zoe.email());
            assertThat(HostKeyDigits.of(reply.json().path("hostKey").asText()))
                    .isEqualTo(truths.atZoom(zoe).orElseThrow());
            assertThat(reply.json().path("version").asLong()).isEqualTo(1);
            assertThat(reply.json().path("state").asText()).isEqualTo("ACTIVE");
            assertThat(Instant.parse(reply.json().path("changedAt").asText()))
                    .isBefore(Instant.now());
            assertThat(reply.json().path("rotating").isBoolean()).isTrue();
            assertThat(reply.json().path("rotating").asBoolean()).isFalse();
            assertThat(reply.json().has("candidate")).isFalse();
        }
    }

    @Test
    void writesDownWhoWasTold() {
        Employee zoe = withKey();
        long before = entries(zoe).size();

        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
        assertThat(client.reveal(zoe.id(), installation.credentials().doubter()).status())
                .isEqualTo(200);

        assertThat(entries(zoe).subList((int) before, entries(zoe).size()))
                .containsExactly(
                        "reader host-key.reveal 127.0.0.1 version 1",
                        "doubter host-key.reveal 127.0.0.1 version 1");
    }

    @Test
    void tellsNothingThatCannotBeWrittenDown() {
        Employee zoe = withKey();
        installation
                .store()
                .jdbi()
                .useHandle(tx -> tx.execute("ALTER TABLE audit_entry RENAME TO a"));
        Reply reply;
        try {
            reply = client.reveal(zoe.email());
        } finally {
            installation
                    .store()
                    .jdbi()
                    .useHandle(tx -> tx.execute("ALTER TABLE a RENAME TO audit_entry"));
        }

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().has("hostKey")).isFalse();
        assertThat(client.reveal(zoe.email()).status()).isEqualTo(200);
    }

    @Test
    void tellsNothingToStrangers() {
        Employee zoe = withKey();
        String path = "/api/v1/host-keys/" + zoe.email();

        Reply anonymous = client.send("GET", path, Map.of(), new byte[0]);
        Reply unknown = client.reveal(zoe.email(), "a-token-that-nobody-gave-out");
        Reply provider = client.reveal(zoe.email(), installation.credentials().scim());
        Reply stranger = client.reveal(zoe.email(), installation.credentials().stranger());

        assertProblem(anonymous, 401, "unauthorized");
        assertProblem(unknown, 401, "unauthorized");
        assertThat(anonymous.header("www-authenticate")).startsWith("Bearer");
        assertProblem(provider, 403, "forbidden");
        assertProblem(stranger, 403, "forbidden");
    }

    @Test
    void saysWhenThereIsNoSuchUser() {
        assertProblem(client.reveal("nobody@example.com"), 404, "no-such-user");
        assertProblem(client.reveal("0199aa00-0000-7000-8000-000000000001"), 404, "no-such-user");
    }

    @Test
    void saysThatThereIsNoKeyYet() {
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(false).build());
        Employee zoe = client.create();
        await("Zoom's answer")
                .atMost(SOON)
                .until(() ->
                        installation.store().work(zoe.id()).filter("WAITING"::equals).isPresent());

        assertProblem(client.reveal(zoe.email()), 409, "no-key-yet");
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(true).build());
    }

    @Test
    void saysThatADeactivatedUserHasNone() {
        Employee zoe = withKey();
        assertThat(client.activate(zoe, false).status()).isEqualTo(200);

        // At once, not when Zoom has followed.
        assertProblem(client.reveal(zoe.email()), 409, "no-key-yet");
        truths.awaitEvent(zoe, "revoked 2");
        assertProblem(client.reveal(zoe.email()), 409, "no-key-yet");
    }

    @Test
    void tellsBothCandidatesToWhoMayKnowAndAsks() {
        Employee zoe = withKey();
        HostKeyDigits old = truths.atZoom(zoe).orElseThrow();
        installation.zoom().misbehave(Rule.next(1, new Action.HangBeforeApply()).method("PATCH"));
        assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
        await("the call").atMost(SOON).until(() -> truths.callsFor(zoe).size() == 2);

        Reply refused = client.reveal(zoe.email());
        Reply notAllowed = client.reveal(zoe.email() + IN_DOUBT);
        Reply both = client.reveal(zoe.email() + IN_DOUBT, installation.credentials().doubter());

        assertProblem(refused, 409, "rotation-in-doubt");
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertProblem(notAllowed, 403, "forbidden");
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.header("cache-control")).isEqualTo("no-store");
        assertThat(both.json().path("state").asText()).isEqualTo("IN_DOUBT");
        assertThat(HostKeyDigits.of(both.json().path("hostKey").asText())).isEqualTo(old);
        assertThat(HostKeyDigits.of(both.json().path("candidate").asText()))
                .isEqualTo(truths.sentToZoom(zoe).getLast());
        assertThat(entries(zoe).getLast())
                .isEqualTo("doubter host-key.reveal-in-doubt 127.0.0.1 version 2, and version 1");
        installation.zoom().release();
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    private static void assertProblem(Reply reply, int status, String type) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("type").asText())
                .isEqualTo("urn:hostkey-sync:problem/" + type);
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().has("hostKey")).isFalse();
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    /// The audit trail about the user, oldest first.
    private static List<String> entries(Employee employee) {
        return installation
                .store()
                .jdbi()
                .withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || source || ' ' || detail"
                                                + " FROM audit_entry WHERE user_id = ?::uuid ORDER BY id",
                                        employee.id())
                                .mapTo(String.class)
                                .list());
    }
}
