package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// docs/operate.md, "PostgreSQL was restored from a backup", step by step.
class RestoreIT {

    private static final Duration SOON = Duration.ofSeconds(40);

    @Test
    void everybodyHasAKnownKeyAgainAfterYesterdaysBackup() throws IOException {
        try (Installation installation =
                Installation.of("restore").with("API_TOKENS", Operator.TOKENS)) {
            installation.with(
                    "API_TOKENS", installation.credentials().apiTokens() + "," + Operator.TOKENS);
            ServiceProcess service = installation.start();
            Client client = installation.client(service);
            TopicTail events = installation.tail(Topics.HOST_KEYS);
            Truths truths = new Truths(installation, client, events);

            Employee untouched = created(client, truths);
            Employee changed = created(client, truths);
            Employee switchedOff = created(client, truths);
            Employee switchedOn = created(client, truths);
            Employee removed = created(client, truths);
            Employee underWay = created(client, truths);
            assertThat(client.activate(switchedOn, false).status()).isEqualTo(200);
            truths.awaitEvent(switchedOn, "revoked 2");
            // The backup catches a call to Zoom in the middle.
            installation
                    .zoom()
                    .misbehave(Rule.next(1, new Action.HangAfterApply()).method("PATCH"));
            assertThat(client.changeSignIn(underWay, "second").status()).isEqualTo(200);
            await("the call").atMost(SOON).until(() -> truths.sentToZoom(underWay).size() == 2);
            service.kill();
            String backup = installation.name() + "-backup";
            assertThat(Backends.postgres().createDatabase(backup, installation.name())).isTrue();
            installation.zoom().release();
            service.restart();

            truths.awaitAgreement(underWay, 2, "rotated");
            assertThat(client.changeSignIn(underWay, "third").status()).isEqualTo(200);
            assertThat(client.changeSignIn(changed, "second").status()).isEqualTo(200);
            assertThat(client.activate(switchedOff, false).status()).isEqualTo(200);
            assertThat(client.activate(switchedOn, true).status()).isEqualTo(200);
            assertThat(client.delete(removed).status()).isEqualTo(204);
            Employee late = client.create();
            truths.awaitAgreement(underWay, 3, "rotated");
            truths.awaitAgreement(changed, 2, "rotated");
            truths.awaitEvent(switchedOff, "revoked 2");
            truths.awaitAgreement(switchedOn, 3, "issued");
            truths.awaitEvent(removed, "revoked 2");
            truths.awaitAgreement(late, 1, "issued");
            HostKeyDigits lostKey = truths.atZoom(changed).orElseThrow();
            long told = version(client, changed);

            // 1 to 3: stop, restore, mark.
            service.kill();
            Backends.postgres().dropDatabase(installation.name());
            assertThat(Backends.postgres().createDatabase(installation.name(), backup)).isTrue();
            assertThat(key(installation, changed)).isNotEqualTo(lostKey);
            run(installation, "after-restore.sql");
            // 4 and 5: offsets, start.
            installation.topics().skipUnread();
            service.restart();

            // Nobody is told a key that is not in force.
            for (Employee one : List.of(untouched, changed, switchedOff)) {
                Reply reply = client.reveal(one.email());
                assertThat(reply.status()).isEqualTo(409);
                assertThat(reply.json().path("type").asText()).endsWith("/host-key-drifted");
            }
            // 6: the provider says everything again. Whom we do not know it makes anew.
            assertThat(client.get(late).status()).isEqualTo(404);
            Employee lateAgain = client.created(late.email());
            assertThat(client.changeSignIn(changed, "second").status()).isEqualTo(200);
            assertThat(client.changeSignIn(underWay, "third").status()).isEqualTo(200);
            assertThat(client.activate(switchedOff, false).status()).isEqualTo(200);
            assertThat(client.activate(switchedOn, true).status()).isEqualTo(200);
            assertThat(client.delete(removed).status()).isEqualTo(204);
            // 7: everybody gets a new key.
            Operator operator = new Operator(installation, List.of(service));
            JsonNode backfill = operator.awaitBackfill(operator.startBackfill(true));
            assertThat(backfill.path("failed").asInt()).isZero();
            assertThat(backfill.path("waiting").asInt()).isZero();
            // 8: what else differs.
            assertThat(operator.repair().path("state").asText()).isEqualTo("DONE");

            for (Employee one : List.of(untouched, changed, underWay, switchedOn, lateAgain)) {
                truths.awaitAgreement(one);
            }
            assertThat(key(installation, changed)).isNotEqualTo(lostKey);
            for (Employee gone : List.of(switchedOff, removed)) {
                await("a key that nobody is shown")
                        .atMost(SOON)
                        .until(() -> installation.store().settled(gone.id()));
                assertThat(client.reveal(gone.email()).status()).isIn(404, 409);
                assertThat(truths.atZoom(gone))
                        .contains(installation.store().active(gone.id()).orElseThrow().digits());
                assertThat(installation.store().active(gone.id()).orElseThrow().concealed())
                        .isTrue();
            }
            assertThat(drifted(installation)).isZero();
            // Numbers go on above all that were told before.
            assertThat(version(client, changed)).isGreaterThan(told);
            for (Employee one :
                    List.of(untouched, changed, switchedOff, switchedOn, removed, underWay)) {
                assertThat(announced(events, one)).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    /// docs/operate.md, "The keyset is lost".
    @Test
    void everybodyHasAnotherKeyAfterTheKeysetWasLost() throws IOException {
        try (Installation installation = Installation.of("keyset")) {
            installation.with(
                    "API_TOKENS", installation.credentials().apiTokens() + "," + Operator.TOKENS);
            ServiceProcess service = installation.start();
            Client client = installation.client(service);
            Truths truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
            Employee zoe = created(client, truths);
            HostKeyDigits lost = truths.atZoom(zoe).orElseThrow();
            service.terminate();

            run(installation, "after-keyset-loss.sql");
            service.restartWith(Map.of("HOSTKEY_KEYSET", Credentials.newKeyset()));
            assertThat(client.reveal(zoe.email()).status()).isEqualTo(409);
            Operator operator = new Operator(installation, List.of(service));
            JsonNode backfill = operator.awaitBackfill(operator.startBackfill());

            assertThat(backfill.path("done").asInt()).isOne();
            String digits = client.reveal(zoe.email()).json().path("hostKey").asText();
            assertThat(truths.atZoom(zoe)).contains(HostKeyDigits.of(digits));
            assertThat(truths.atZoom(zoe)).isNotEqualTo(Optional.of(lost));
            truths.awaitEvent(zoe, "issued 2");
        }
    }

    private static void run(Installation installation, String script) throws IOException {
        String sql = Files.readString(Path.of("deploy", "sql", script));
        installation
                .store()
                .jdbi()
                .useHandle(handle -> {
                    var _ = handle.createScript(sql).execute();
                });
    }

    private static Employee created(Client client, Truths truths) {
        Employee one = client.create();
        truths.awaitAgreement(one, 1, "issued");
        return one;
    }

    private static HostKeyDigits key(Installation installation, Employee one) {
        return installation.store().active(one.id()).orElseThrow().digits();
    }

    /// As SCIM tells it.
    private static long version(Client client, Employee one) {
        String version = client.get(one).json().at("/meta/version").asText();
        return Long.parseLong(version.replaceAll("[^0-9]", ""));
    }

    private static long drifted(Installation installation) {
        return installation
                .store()
                .count("host_key WHERE state = 'ACTIVE' AND drifted_at IS NOT NULL");
    }

    /// The versions that were told of the user, each event once.
    private static List<Long> announced(TopicTail events, Employee employee) {
        Map<String, Long> versions = new LinkedHashMap<>();
        for (Received event : events.records()) {
            if (event.key().equals(employee.id())) {
                var _ =
                        versions.putIfAbsent(
                                event.id(), Reply.json(event.value()).path("version").asLong());
            }
        }
        return List.copyOf(versions.values());
    }
}
