package dev.hostkeysync.reconcile.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hostkeysync.directory.ProfileNewsConfig;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.SightingsFixture;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.limit.Plan;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

    private final TestZoom zoom = new TestZoom();
    private final Preflight preflight =
            new Preflight(
                    zoom,
                    SightingsFixture.none(),
                    new WebhookMemory(JDBI),
                    new TestZoom.Config(Plan.PRO, OptionalInt.empty()),
                    () -> ProfileNewsConfig.Provisioning.OFF,
                    OutboxFixture.topicFaults(),
                    () -> NOW);

    @BeforeEach
    void forgetWebhooks() {
        JDBI.useHandle(tx -> tx.execute("TRUNCATE webhook_source"));
    }

    private static void webhook(String source, String at) {
        JDBI.useHandle(tx ->
                tx.execute(
                        "INSERT INTO webhook_source VALUES (?, CAST(? AS timestamptz))",
                        source,
                        at));
    }

    @Test
    void asksForANewTokenAndLooksAtEverything() {
        PreflightReport report = preflight.run();

        assertThat(zoom.asked).containsExactly("renew", "lock?");
        assertThat(report.checkedAt()).isEqualTo(NOW);
        assertThat(report.findings()).extracting(Finding::check).containsExactly(Check.values());
        assertThat(report.findings())
                .extracting(Finding::status)
                .containsExactly(
                        Status.OK,
                        Status.OK,
                        Status.OK,
                        Status.CANNOT_TELL,
                        Status.CANNOT_TELL,
                        Status.CANNOT_TELL,
                        Status.OK);
        assertThat(report.status()).isEqualTo(Status.CANNOT_TELL);
    }

    @Test
    void isAsGoodAsItsWorstFinding() {
        zoom.lock = new HostKeyLock.NotLocked(Set.of());

        assertThat(preflight.run().status()).isEqualTo(Status.PROBLEM);
    }

    @Test
    void asksNothingMoreWithoutAToken() {
        zoom.access = new Access.Unreachable("no connection in time");

        PreflightReport report = preflight.run();

        assertThat(zoom.asked).containsExactly("renew");
        assertThat(report.findings())
                .extracting(Finding::status)
                .startsWith(Status.PROBLEM, Status.CANNOT_TELL, Status.CANNOT_TELL);
    }

    @Test
    void isWrittenAsDocumented() {
        JsonNode json =
                JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .build()
                        .valueToTree(preflight.run());

        assertThat(json.path("status").asText()).isEqualTo("cannot-tell");
        assertThat(json.at("/findings/0").toString())
                .isEqualTo(
                        "{\"check\":\"token\",\"status\":\"ok\",\"found\":\"Zoom issued an access token.\",\"why\":\"%s\"}"
                                .formatted(Check.TOKEN.why()));
        assertThat(json.at("/findings/2/check").asText()).isEqualTo("host-key-lock");
        assertThat(json.at("/findings/5/mend").asText()).contains("ZOOM_WEBHOOK_SECRETS");
    }

    @Test
    void asksOnlyForZoomsWebhooks() {
        WebhookMemory memory = new WebhookMemory(JDBI);

        webhook("okta", "2026-03-01T09:59:00Z");
        assertThat(memory.lastOfZoom()).isEmpty();

        webhook("zoom", "2026-03-01T09:00:00Z");
        assertThat(memory.lastOfZoom()).contains(Instant.parse("2026-03-01T09:00:00Z"));
    }

    private void start(Access access) {
        zoom.access = access;
        new PreflightAtStart(zoom, preflight).check(new StartupEvent());
    }

    @Test
    void stopsTheStartOnlyWhereZoomRefusesTheCredentials() {
        assertThatThrownBy(() ->
                        start(
                                new Access.Refused(
                                        "the token endpoint answered 400 invalid_client", true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("400 invalid_client")
                .hasMessageContaining("ZOOM_CLIENT_SECRET");

        for (Access access :
                List.of(
                        TestZoom.TOKEN,
                        new Access.Unreachable("no connection in time"),
                        new Access.Refused("the token endpoint answered 404", false))) {
            assertThatCode(() -> start(access)).doesNotThrowAnyException();
        }
    }
}
