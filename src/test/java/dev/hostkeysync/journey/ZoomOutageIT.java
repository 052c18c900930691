package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import dev.hostkeysync.zoomsim.SeenRequest;
import dev.hostkeysync.zoomsim.UserFields;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Zoom is down, slow to decide or will not have us: the same digits go again, and no key is used
/// up.
class ZoomOutageIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        installation =
                Installation.of("zoom-outage")
                        .with("HOSTKEY_SYNC_HOLD", "PT1S")
                        .with("ZOOM_REQUEST_TIMEOUT", "PT2S");
        service = installation.start();
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

    static List<Action> unclear() {
        return List.of(
                Action.Status.of(500),
                Action.Status.of(503),
                new Action.Garbage(),
                new Action.DropBeforeApply(),
                new Action.DropAfterApply(),
                // Longer than the service waits.
                new Action.HangAfterApply());
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void sendsTheSameDigitsAfterAnUnclearAnswer(Action trouble) {
        installation.zoom().misbehave(Rule.next(1, trouble).method("PATCH"));

        Employee zoe = client.create();
        await("the doubt")
                .atMost(SOON)
                .until(() ->
                        installation.store().work(zoe.id()).filter("IN_DOUBT"::equals).isPresent());
        Reply inDoubt = client.reveal(zoe.email());

        truths.awaitAgreement(zoe, 1, "issued");
        assertThat(inDoubt.status()).isEqualTo(409);
        assertThat(inDoubt.header("retry-after")).isEqualTo("1");
        assertSameDigitsTwice(zoe);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "http-date", "iso", "none"})
    void waitsAsLongAsZoomSays(String retryAfter) {
        installation
                .zoom()
                .misbehave(Rule.next(1, new Action.Throttle(retryAfter, "QPS")).method("PATCH"));

        Employee zoe = client.create();

        truths.awaitAgreement(zoe, 1, "issued");
        assertSameDigitsTwice(zoe);
        List<SeenRequest> calls = truths.callsFor(zoe);
        // By the clock of the simulator alone; a second is the least of the four.
        assertThat(Duration.between(calls.getFirst().at(), calls.getLast().at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepsTheKeyWhileNobodyListensAtZoomsAddress() {
        installation.closeZoom();

        Employee zoe = client.create();
        await("an attempt").atMost(SOON).until(() -> installation.store().attempts(zoe.id()) > 0);
        HostKeyDigits writtenAhead = pending(zoe);
        Reply noKeyYet = client.reveal(zoe.email());
        installation.reopenZoom();

        truths.awaitAgreement(zoe, 1, "issued");
        // Nothing was sent, so there is no doubt.
        assertThat(noKeyYet.json().path("type").asText()).endsWith("/no-key-yet");
        assertThat(truths.atZoom(zoe)).contains(writtenAhead);
    }

    @Test
    void holdsEverythingWhileZoomRefusesTheAccountAndResumesByItself() {
        Set<String> scopes = installation.zoom().options().scopes();
        installation.zoom().options(options -> options.toBuilder().scopes(Set.of()).build());
        installation.zoom().invalidateTokens();

        Employee zoe = client.create();
        Employee yan = client.create();
        await("the refusal")
                .atMost(SOON)
                .until(() -> service.output().contains("Zoom refuses our account or app"));
        await("both keys to be written ahead")
                .atMost(SOON)
                .until(() -> installation.store().pending(yan.id()).isPresent());
        HostKeyDigits zoes = pending(zoe);
        HostKeyDigits yans = pending(yan);
        installation.zoom().options(options -> options.toBuilder().scopes(scopes).build());

        truths.awaitAgreement(zoe, 1, "issued");
        truths.awaitAgreement(yan, 1, "issued");
        assertThat(truths.sentToZoom(zoe)).containsOnly(zoes);
        assertThat(truths.sentToZoom(yan)).containsOnly(yans);
    }

    @Test
    void waitsForAUserWhomZoomDoesNotKnowOrLicenseYet() {
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(false).build());
        String unlicensed = Employee.newEmail();
        var _ =
                installation
                        .zoom()
                        .users()
                        .add(UserFields.ofEmail(unlicensed).type(UserFields.BASIC));

        Employee absent = client.create();
        Employee basic = client.created(unlicensed);
        for (Employee each : List.of(absent, basic)) {
            await("to wait")
                    .atMost(SOON)
                    .until(() ->
                            installation
                                    .store()
                                    .work(each.id())
                                    .filter("WAITING"::equals)
                                    .isPresent());
        }
        Reply noKeyYet = client.reveal(absent.email());
        installation.zoom().options(options -> options.toBuilder().autoCreateUsers(true).build());
        var _ =
                installation
                        .zoom()
                        .users()
                        .edit(unlicensed, UserFields.none().type(UserFields.LICENSED));

        truths.awaitAgreement(absent, 1, "issued");
        truths.awaitAgreement(basic, 1, "issued");
        assertThat(noKeyYet.status()).isEqualTo(409);
        assertThat(noKeyYet.json().path("type").asText()).endsWith("/no-key-yet");
        assertSameDigitsTwice(absent);
        assertSameDigitsTwice(basic);
    }

    @Test
    void drawsOtherDigitsWhenZoomRefusesTheValue() {
        installation.zoom().misbehave(Rule.next(2, new Action.RefuseValue()).method("PATCH"));

        Employee zoe = client.create();

        truths.awaitAgreement(zoe, 3, "issued");
        assertThat(truths.sentToZoom(zoe)).hasSize(3).doesNotHaveDuplicates();
        assertThat(truths.eventsOf(zoe)).hasSize(1);
    }

    private static void assertSameDigitsTwice(Employee employee) {
        assertThat(truths.sentToZoom(employee))
                .hasSize(2)
                .containsOnly(truths.atZoom(employee).orElseThrow());
    }

    private static HostKeyDigits pending(Employee employee) {
        return installation.store().pending(employee.id()).orElseThrow().digits();
    }
}
