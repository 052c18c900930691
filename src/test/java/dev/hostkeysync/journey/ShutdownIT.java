package dev.hostkeysync.journey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// SIGTERM, as an orchestrator ends a process: what is under way comes to its end.
class ShutdownIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// What docs/operate.md promises.
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(25);

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;

    @BeforeAll
    static void install() {
        installation = Installation.of("shutdown");
        service = installation.start();
        client = installation.client(service);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @Test
    void writesDownTheAnswerToACallThatWasUnderWay() {
        Truths truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        installation.zoom().misbehave(Rule.next(1, new Action.HangAfterApply()).method("PATCH"));
        Employee zoe = client.create();
        await("the call").atMost(SOON).until(() -> truths.atZoom(zoe).isPresent());

        Thread zoomAnswers =
                Thread.ofVirtual()
                        .start(() -> {
                            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                            installation.zoom().release();
                        });
        service.terminate();

        assertThat(zoomAnswers.isAlive()).isFalse();
        assertThat(installation.store().active(zoe.id())).isPresent();
        assertThat(installation.store().work(zoe.id())).contains("DONE");
        assertThat(ourComplaints()).isEmpty();
        service.restart();
        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(truths.sentToZoom(zoe)).hasSize(1);
    }

    @Test
    void answersTheRequestUnderWayAndRefusesWhatComesMeanwhile() throws Exception {
        installation.proxy().freezeWhen("INSERT INTO directory_user");
        String email = Employee.newEmail();
        CompletableFuture<Reply> underWay =
                CompletableFuture.supplyAsync(() -> client.create(email));
        assertThat(installation.proxy().awaitFrozen(SOON)).isTrue();

        Thread ends = Thread.ofPlatform().start(service::terminate);
        AtomicReference<Reply> last = new AtomicReference<>(Reply.NONE);
        await("to be refused")
                .atMost(SOON)
                .until(() -> {
                    Reply reply = client.find(email);
                    last.set(reply);
                    return reply.status() == 503;
                });
        Reply refused = requireNonNull(last.get());
        Reply api = client.reveal(email);
        Reply ready = client.send("GET", "/q/health/ready", Map.of(), new byte[0]);
        Reply live = client.send("GET", "/q/health/live", Map.of(), new byte[0]);
        installation.proxy().release();
        ends.join();

        assertThat(underWay.get().status()).isEqualTo(201);
        assertThat(refused.header("content-type")).startsWith("application/scim+json");
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.header("connection")).contains("close");
        assertThat(refused.json().path("detail").asText())
                .endsWith("this replica is being stopped, nothing was done; try again");
        assertThat(api.status()).isEqualTo(503);
        assertThat(api.json().path("type").asText()).endsWith("/unavailable");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).contains("Graceful Shutdown");
        assertThat(live.status()).isEqualTo(200);
        service.restart();
    }

    @Test
    void endsInTimeAndSaysWhatIsLeftOverWhateverHangs() {
        Truths truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        installation.zoom().misbehave(Rule.next(1, new Action.HangAfterApply()).method("PATCH"));
        Employee zoe = client.create();
        await("the call").atMost(SOON).until(() -> truths.atZoom(zoe).isPresent());
        Backends.kafka().kill();
        installation.proxy().freezeWhen("INSERT INTO directory_user");
        String email = Employee.newEmail();
        CompletableFuture<Reply> underWay =
                CompletableFuture.supplyAsync(() -> client.create(email));
        assertThat(installation.proxy().awaitFrozen(SOON)).isTrue();
        installation.proxy().hang();

        long signal = System.nanoTime();
        service.terminate();
        Duration took = Duration.ofNanos(System.nanoTime() - signal);
        installation.proxy().release();
        installation.zoom().release();
        Backends.kafka().restart();

        assertThat(took).isLessThanOrEqualTo(ENDS_WITHIN);
        assertThat(service.awaitExit(Duration.ZERO)).isEqualTo(143);
        // The call to Zoom ends by itself; what waits for PostgreSQL does not.
        assertThat(service.output().lines())
                .anyMatch(line ->
                        line.matches(
                                ".* Stopping after .* s with work under way, which is taken up again by whoever runs: \\S.*"));
        assertThat(underWay).succeedsWithin(SOON).extracting(Reply::status).isNotEqualTo(201);
        service.restart();
        assertThat(client.create(email).status()).isEqualTo(201);
        truths.awaitAgreement(zoe, 1, "issued");
    }

    /// Warnings and errors of ours since the last start; libraries have their own way to end.
    private static List<String> ourComplaints() {
        return service.output()
                .lines()
                .filter(line -> line.matches(".* (WARN|ERROR) +\\[d\\.h\\..*"))
                .toList();
    }
}
