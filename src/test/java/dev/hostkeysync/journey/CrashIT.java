package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.Received;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The five moments at which a crash hurts most. At each the process is killed and started again on
/// the same PostgreSQL and Kafka; then Zoom, the store and the last event must tell the same key.
class CrashIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RELAY_LOOKS = "pg_try_advisory_xact_lock";
    private static final String RELAY_DELETES = "DELETE FROM outbox";
    private static final String LEASE = "UPDATE sync_user s SET leased_until";
    private static final String ACTIVATE = "UPDATE host_key SET state = 'ACTIVE'";

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;
    private static TopicTail lifecycle;

    @BeforeAll
    static void install() {
        installation = Installation.of("crash");
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
        lifecycle = installation.tail(Topics.LIFECYCLE);
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    @AfterEach
    void behave() {
        installation.zoom().behave();
        installation.zoom().release();
        installation.proxy().release();
    }

    @Test
    void losesNothingAfterTheDirectoryCommitBeforeTheRelay() {
        freeze(RELAY_LOOKS);

        Employee zoe = client.create();
        assertThat(lifecycleOf(zoe)).isEmpty();
        assertThat(installation.store().outbox(zoe.id())).hasSize(1);
        killAndRestart();

        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(lifecycleOf(zoe)).hasSize(1);
        assertThat(truths.eventsOf(zoe)).hasSize(1);
    }

    @Test
    void repeatsTheSameEventAfterKafkasAckBeforeTheOutboxDelete() {
        installation.proxy().freezeWhen(RELAY_DELETES);

        Employee zoe = client.create();
        assertThat(installation.proxy().awaitFrozen(SOON)).isTrue();
        Received first = lifecycle.await(record -> record.key().equals(zoe.id()), SOON);
        killAndRestart();

        truths.awaitAgreement(zoe, 1, "issued");
        await("the repetition").atMost(SOON).until(() -> lifecycleOf(zoe).size() == 2);
        installation.topics().awaitConsumed();
        assertThat(lifecycleOf(zoe)).extracting(Received::id).containsOnly(first.id());
        assertThat(lifecycleOf(zoe)).extracting(Received::value).containsOnly(first.value());
        assertThat(truths.sentToZoom(zoe)).hasSize(1);
        assertThat(truths.eventsOf(zoe)).hasSize(1);
        truths.awaitAgreement(zoe, 1, "issued");
    }

    @Test
    void sendsTheDigitsThatWereWrittenAheadWhenZoomWasNotAskedYet() {
        installation.proxy().freezeWhen(LEASE);

        Employee zoe = client.create();
        assertThat(installation.proxy().awaitFrozen(SOON)).isTrue();
        HostKeyDigits writtenAhead = pending(zoe);
        assertThat(truths.sentToZoom(zoe)).isEmpty();
        killAndRestart();

        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(truths.sentToZoom(zoe)).containsExactly(writtenAhead);
        assertThat(truths.eventsOf(zoe)).hasSize(1);
    }

    @Test
    void sendsTheSameDigitsAgainWhenTheCallWasUnderWay() {
        installation.zoom().misbehave(Rule.next(1, new Action.HangBeforeApply()).method("PATCH"));

        Employee zoe = client.create();
        await("the call").atMost(SOON).until(() -> truths.sentToZoom(zoe).size() == 1);
        HostKeyDigits writtenAhead = pending(zoe);
        assertThat(truths.atZoom(zoe)).isEmpty();
        killAndRestart();

        truths.awaitAgreement(zoe, 1, "issued");
        // The call of the dead process is carried out late, as a network may do.
        installation.zoom().release();
        await("both calls").atMost(SOON).until(() -> installation.zoom().stats().hanging() == 0);
        assertThat(truths.sentToZoom(zoe)).containsExactly(writtenAhead, writtenAhead);
        truths.awaitAgreement(zoe, 1, "issued");
    }

    @Test
    void confirmsTheSameDigitsAfterZooms204BeforeT2() {
        Employee zoe = client.create();
        truths.awaitAgreement(zoe, 1, "issued");
        installation.proxy().freezeWhen(ACTIVATE);

        assertThat(client.changeSignIn(zoe, "another").status()).isEqualTo(200);
        assertThat(installation.proxy().awaitFrozen(SOON)).isTrue();
        HostKeyDigits writtenAhead = pending(zoe);
        assertThat(truths.atZoom(zoe)).contains(writtenAhead);
        Reply inDoubt = client.reveal(zoe.email());
        killAndRestart();

        truths.awaitAgreement(zoe, 2, "rotated");
        assertThat(inDoubt.status()).isEqualTo(409);
        assertThat(inDoubt.json().path("type").asText()).endsWith("/rotation-in-doubt");
        assertThat(truths.atZoom(zoe)).contains(writtenAhead);
        assertThat(truths.sentToZoom(zoe).subList(1, 3))
                .containsExactly(writtenAhead, writtenAhead);
        assertThat(truths.eventsOf(zoe)).hasSize(2);
    }

    @Test
    void announcesOnceAfterT2BeforeTheRelay() {
        installation.zoom().misbehave(Rule.next(1, new Action.HangAfterApply()).method("PATCH"));
        Employee zoe = client.create();
        await("the call").atMost(SOON).until(() -> truths.atZoom(zoe).isPresent());

        freeze(RELAY_LOOKS);
        installation.zoom().release();
        await("T2").atMost(SOON).until(() -> installation.store().active(zoe.id()).isPresent());
        assertThat(installation.store().outbox(zoe.id()))
                .containsExactly(installation.topics().prefix() + Topics.HOST_KEYS);
        assertThat(truths.eventsOf(zoe)).isEmpty();
        killAndRestart();

        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(truths.sentToZoom(zoe)).hasSize(1);
        assertThat(truths.eventsOf(zoe)).hasSize(1);
    }

    /// Holds the next such statement back, and waits until it is.
    private static void freeze(String statement) {
        installation.proxy().freezeWhen(statement);
        assertThat(installation.proxy().awaitFrozen(SOON)).as(statement).isTrue();
    }

    private static void killAndRestart() {
        service.kill();
        installation.proxy().release();
        service.restart();
    }

    private static HostKeyDigits pending(Employee employee) {
        return installation.store().pending(employee.id()).orElseThrow().digits();
    }

    private static List<Received> lifecycleOf(Employee employee) {
        return lifecycle.records().stream()
                .filter(record -> record.key().equals(employee.id()))
                .toList();
    }
}
