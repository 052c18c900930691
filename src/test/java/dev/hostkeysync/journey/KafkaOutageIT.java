package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.ServiceProcess;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Kafka is down: identity providers do not notice, keys come when it is back.
class KafkaOutageIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation = Installation.of("kafka-outage");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void bringKafkaBack() {
        if (!Backends.kafka().isAlive()) {
            Backends.kafka().restart();
        }
    }

    @Test
    void acceptsUsersAndTheirChanges() {
        Employee known = client.create();
        truths.awaitAgreement(known, 1, "issued");

        Backends.kafka().kill();
        CompletableFuture<Employee> created = CompletableFuture.supplyAsync(client::create);
        assertThat(created).succeedsWithin(AT_ONCE);
        CompletableFuture<Reply> changed =
                CompletableFuture.supplyAsync(() -> client.changeSignIn(known, "another"));
        assertThat(changed).succeedsWithin(AT_ONCE).extracting(Reply::status).isEqualTo(200);
        // It reads keys too.
        assertThat(client.reveal(known.email()).status()).isEqualTo(200);
        assertThat(installation.store().outbox(created.join().id())).hasSize(1);
        Backends.kafka().restart();

        truths.awaitAgreement(created.join(), 1, "issued");
        truths.awaitAgreement(known, 2, "rotated");
    }

    @Test
    void endsInTimeAndStartsAgain() {
        Employee known = client.create();
        truths.awaitAgreement(known, 1, "issued");
        Backends.kafka().kill();
        Employee before = client.create();

        boolean signalled = ProcessHandle.of(service.pid()).orElseThrow().destroy();
        int status = service.awaitExit(Duration.ofSeconds(25));
        service.restart();
        Employee after = client.create();
        Backends.kafka().restart();

        assertThat(signalled).isTrue();
        assertThat(status).isEqualTo(143);
        truths.awaitAgreement(before, 1, "issued");
        truths.awaitAgreement(after, 1, "issued");
        assertThat(truths.eventsOf(after)).hasSize(1);
    }
}
