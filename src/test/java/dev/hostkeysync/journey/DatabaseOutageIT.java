package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.SignIn;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL is down: callers are told to come again, events wait on the topic, and all goes on by
/// itself when it is back.
class DatabaseOutageIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final String OPERATOR = "operator-token-0123456789";
    private static final Pattern LAG =
            Pattern.compile("hostkeysync_consumer_lag\\{group=\"hostkey-sync\".*} ([0-9.]+)");

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail deadLetters;

    @BeforeAll
    static void install() {
        installation = Installation.of("database-outage");
        service =
                installation
                        .with(
                                "API_TOKENS",
                                installation.credentials().apiTokens()
                                        + ",jane:operator:"
                                        + OPERATOR)
                        .start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        deadLetters = installation.tail(Topics.DEAD_LETTERS);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void bringPostgresBack() {
        installation.zoom().behave();
        installation.zoom().release();
        installation.proxy().release();
        installation.proxy().accept();
    }

    private static Reply atOnce(String path) {
        CompletableFuture<Reply> reply =
                CompletableFuture.supplyAsync(() ->
                        client.send(
                                "GET",
                                path,
                                Map.of("Authorization", "Bearer " + OPERATOR),
                                new byte[0]));
        assertThat(reply).as(path).succeedsWithin(AT_ONCE);
        return reply.join();
    }

    @Test
    void tellsOperatorsAtOnceThatItHangs() {
        Employee zoe = withKey();

        installation.proxy().hang();
        await("the silence to be noticed")
                .atMost(SOON)
                .until(() -> atOnce("/q/health/ready").status() == 503);
        Reply metrics = atOnce("/q/metrics");
        Reply pipeline = atOnce("/api/v1/pipeline");
        Reply ready = atOnce("/q/health/ready");
        installation.proxy().release();

        assertThat(metrics.body())
                .contains("hostkeysync_pipeline_state", "hostkeysync_host_keys{state=\"active\"}");
        assertThat(pipeline.status()).isEqualTo(200);
        assertThat(ready.json().path("checks").valueStream())
                .filteredOn(check -> check.path("name").asText().equals("PostgreSQL"))
                .singleElement()
                .satisfies(check ->
                        assertThat(check.at("/data/mend").asText())
                                .startsWith("check the server at DATABASE_URL"));
        await("the end of it").atMost(SOON).until(() -> atOnce("/q/health/ready").status() == 200);
        assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    @Test
    void tellsScimClientsToComeAgain() {
        Employee known = withKey();

        installation.proxy().refuse();
        Reply created = client.create(Employee.newEmail());
        Reply changed = client.changeSignIn(known, "another");
        Reply read = client.get(known);
        Reply reveal = client.reveal(known.email());
        installation.proxy().accept();

        for (Reply reply : new Reply[] {created, changed, read}) {
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("retry-after")).isEqualTo("5");
            assertThat(reply.header("content-type")).startsWith("application/scim+json");
            assertThat(reply.json().path("status").asText()).isEqualTo("503");
            assertThat(reply.json().path("schemas").path(0).asText())
                    .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        }
        assertThat(reveal.status()).isEqualTo(503);
        assertThat(reveal.header("retry-after")).isEqualTo("5");
        assertThat(reveal.header("content-type")).startsWith("application/problem+json");
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> client.get(known).status() == 200);
        truths.awaitAgreement(known, 1, "issued");
    }

    @Test
    void letsEventsWaitOnTheTopic() {
        Employee zoe = withKey();

        installation.proxy().refuse();
        sendSignInChange(zoe, 2);
        await("the consumer to notice")
                .atMost(SOON)
                .until(() -> service.output().contains("does not take lifecycle events"));
        sendSignInChange(zoe, 3);
        await("the lag of one partition")
                .atMost(SOON)
                .until(() -> lags().stream().filter(lag -> lag > 0).toList().equals(List.of(2.0)));
        assertThat(lags()).hasSize(12);
        installation.proxy().accept();

        installation.topics().awaitConsumed();
        await("both to be applied")
                .atMost(SOON)
                .until(() -> installation.store().appliedVersion(zoe.id()) == 3);
        truths.awaitAgreement(zoe);
        assertThat(deadLetters.records()).isEmpty();
    }

    @Test
    void keepsTheAnswerOfZoomInDoubtUntilItCanBeWrittenDown() {
        Employee zoe = withKey();
        installation.zoom().misbehave(Rule.next(1, new Action.HangAfterApply()).method("PATCH"));
        assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
        await("the call").atMost(SOON).until(() -> truths.sentToZoom(zoe).size() == 2);

        installation.proxy().refuse();
        installation.zoom().release();
        await("T2 to fail")
                .atMost(SOON)
                .until(() -> service.output().contains("The turn of user " + zoe.id()));
        installation.proxy().accept();

        truths.awaitAgreement(zoe, 2, "rotated");
        assertThat(truths.sentToZoom(zoe).subList(1, 3))
                .containsOnly(truths.sentToZoom(zoe).get(1));
    }

    /// Of each partition that the main job reads.
    private static List<Double> lags() {
        return atOnce("/q/metrics")
                .body()
                .lines()
                .map(LAG::matcher)
                .filter(Matcher::matches)
                .map(line -> Double.valueOf(line.group(1)))
                .toList();
    }

    private static Employee withKey() {
        await("the database to be noticed")
                .atMost(SOON)
                .until(() -> client.find("nobody@example.com").status() == 200);
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    /// As the service itself would have told it.
    private static void sendSignInChange(Employee employee, long version) {
        Optional<EmailAddress> email = EmailAddress.parse(employee.email());
        LifecycleEvent event =
                new LifecycleEvent.SsoChanged(
                        new Envelope(
                                Ids.timeOrdered().next(),
                                Instant.now(),
                                "scim:okta",
                                UserId.parse(employee.id()).orElseThrow(),
                                version,
                                Optional.empty(),
                                email,
                                Optional.empty()),
                        new SignIn(employee.email(), email, Optional.empty()),
                        new SignIn(
                                employee.email(),
                                email,
                                Optional.of(new ExternalId("external-" + version))));
        installation
                .topics()
                .send(
                        employee.id().getBytes(StandardCharsets.UTF_8),
                        LifecycleEventWriter.attributes(event).headers(),
                        LifecycleEventWriter.data(event));
    }
}
