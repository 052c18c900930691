package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an operator sees who made a mistake.
class StartIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Installation installation = Installation.of("start");

    @AfterEach
    void end() {
        installation.close();
    }

    @Test
    void refusesAKeysetThatDoesNotOpenWhatIsStored() {
        ServiceProcess service = installation.start();
        Client client = installation.client(service);
        Truths truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        truths.awaitAgreement(client.create(), 1, "issued");
        service.terminate();

        String other = Credentials.newKeyset();
        ServiceProcess wrong = installation.with("HOSTKEY_KEYSET", other).launch();

        assertThat(wrong.awaitExit(SOON)).isNotZero();
        assertThat(wrong.output()).doesNotContain("\tat ").doesNotContain(other);
        assertThat(wrong.output().lines().filter(line -> line.contains("HOSTKEY_KEYSET: ")))
                .hasSize(1);
    }

    /// Somebody rolls back to this version after a newer one has migrated the schema.
    @Test
    void runsOnTheSchemaOfANewerVersion() {
        ServiceProcess service = installation.start();
        Client client = installation.client(service);
        Truths truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        truths.awaitAgreement(client.create(), 1, "issued");
        service.terminate();
        installation
                .store()
                .jdbi()
                .useTransaction(tx -> {
                    int _ =
                            tx.execute(
                                    """
                                    INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                        installed_by, execution_time, success)
                                    VALUES (9999, '9999', 'of a later version', 'SQL', 'V9999__of_a_later_version.sql', 1, 'test', 1, true)
                                    """);
                    for (String table :
                            List.of("directory_user", "host_key", "sync_user", "outbox")) {
                        int _ =
                                tx.execute(
                                        "ALTER TABLE %s ADD COLUMN later boolean NOT NULL DEFAULT false"
                                                .formatted(table));
                    }
                });

        service.restart();

        truths.awaitAgreement(client.create(), 1, "issued");
    }

    @Test
    void endsSoonWhileItWaitsForPostgres() {
        installation.proxy().refuse();
        ServiceProcess waiting = installation.launch();
        await("the first look")
                .atMost(SOON)
                .until(() -> waiting.output().contains("Connection error"));

        waiting.terminate();

        assertThat(waiting.awaitExit(Duration.ZERO)).isEqualTo(143);
        assertThat(waiting.output()).contains("hostkey-sync ends 2 s after the signal");
    }

    @Test
    void saysOneLineForEachWrongVariable() {
        ServiceProcess wrong =
                installation
                        .with("ZOOM_PLAN", "gold")
                        .with("HOSTKEY_LENGTH", "5")
                        .with("API_TOKENS", "reader:no.such.scope:0123456789abcdefSECRET")
                        .launch();

        assertThat(wrong.awaitExit(SOON)).isEqualTo(78);
        List<String> faults = wrong.output().lines().filter(line -> line.startsWith("  ")).toList();
        assertThat(faults)
                .extracting(line -> line.strip().replaceAll(":.*", ""))
                .containsExactly("ZOOM_PLAN", "HOSTKEY_LENGTH", "API_TOKENS");
        assertThat(wrong.output()).doesNotContain("SECRET").doesNotContain("\tat ");
    }
}
