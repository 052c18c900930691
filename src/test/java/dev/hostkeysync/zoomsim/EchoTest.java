package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

    private final List<Call> received = new CopyOnWriteArrayList<>();
    private SimulatorServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver =
                new SimulatorServer(
                        0,
                        call -> {
                            received.add(call);
                            return Answer.noContent();
                        });
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"DIGITS, 730164, 482093", "MASKED, ******, ******"})
    void tellsThatAHostKeyWasChanged(HostKeyEcho how, String now, String before) {
        Echo echo = echo(how);

        echo.hostKeyChanged(zoe("730164"), "482093");

        await("the webhook").until(() -> !echo.deliveries().isEmpty());
        JsonNode payload = Json.read(received.getFirst().body()).path("payload");
        assertThat(payload.path("operator").asText()).isEqualTo("admin@example.com");
        assertThat(payload.at("/object/id").asText()).isEqualTo("zoes-id");
        assertThat(payload.at("/object/host_key").asText()).isEqualTo(now);
        assertThat(payload.at("/old_object/host_key").asText()).isEqualTo(before);
        assertThat(received.getFirst().header("x-zm-signature"))
                .contains(
                        ZoomWebhookSender.signature(
                                "made-up",
                                Long.toString(NOW.getEpochSecond()),
                                received.getFirst().body()));
        assertThat(echo.deliveries()).singleElement().extracting("status").isEqualTo(204);
    }

    @Test
    void isSilentUnlessAsked() {
        Echo echo = echo(HostKeyEcho.OFF);

        echo.hostKeyChanged(zoe("730164"), null);

        assertThat(echo.deliveries()).isEmpty();
        assertThat(received).isEmpty();
    }

    private Echo echo(HostKeyEcho how) {
        SimulatorOptions options =
                SimulatorOptions.builder()
                        .hostKeyEcho(how)
                        .webhookUrl(receiver.url().toString())
                        .webhookSecret("made-up")
                        .build();
        return new Echo(() -> options, InstantSource.fixed(NOW));
    }

    private static SimulatedUser zoe(String hostKey) {
        return new SimulatedUser(
                "zoes-id",
                "zoe@example.com",
                UserFields.LICENSED,
                UserState.ACTIVE,
                "",
                "",
                NOW,
                List.of(new HostKeyChange(hostKey, NOW)));
    }
}
