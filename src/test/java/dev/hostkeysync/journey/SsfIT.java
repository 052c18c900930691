package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.ssfsim.Sets;
import dev.hostkeysync.ssfsim.Transmitter;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.ServiceProcess;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Shared Signals of a transmitter, pushed to the packaged service and fetched by it.
class SsfIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    private static final String COMPROMISE = RISC + "credential-compromise";
    private static final String PUSH_TOKEN = "push-token-of-the-transmitter";

    private static Transmitter transmitter;
    private static Installation installation;
    private static ServiceProcess service;
    private static Client client;
    private static Truths truths;

    @BeforeAll
    static void install() {
        transmitter = new Transmitter(Ports.free(), Duration.ofSeconds(5), InstantSource.system());
        String issuer = transmitter.issuer();
        installation =
                Installation.of("ssf")
                        .with("SSF_ISSUERS", issuer)
                        .with("SSF_AUDIENCE", Transmitter.AUDIENCE)
                        .with("SSF_PUSH_TOKENS", issuer + "|" + PUSH_TOKEN)
                        .with(
                                "SSF_POLL",
                                issuer + "|" + transmitter.pollEndpoint() + "|" + Transmitter.TOKEN)
                        .with(
                                "SSF_VERIFY",
                                issuer + "|" + Transmitter.STREAM + "|" + Transmitter.TOKEN);
        service = installation.start();
        client = installation.client(service);
        truths = new Truths(installation, client, installation.tail(Topics.HOST_KEYS));
    }

    @AfterAll
    static void end() {
        installation.close();
        transmitter.close();
    }

    @Test
    void rotatesOnceForACompromisedCredentialThatIsToldTwice() {
        Employee zoe = withKey();
        String set = signed(claims(COMPROMISE, zoe));

        assertThat(push(set)).isEqualTo("202");
        truths.awaitAgreement(zoe, 2, "rotated");
        assertThat(push(set)).isEqualTo("202");

        installation.topics().awaitConsumed();
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    @Test
    void knowsANewKeyOfTheIssuer() {
        Employee zoe = withKey();
        assertThat(push(signed(transmitter.verification("")))).isEqualTo("202");
        transmitter.keys().rotate();
        String set = signed(claims(COMPROMISE, zoe));

        // 503 for as long as the keys were read only a moment ago.
        await("the new key")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> push(set).equals("202"));

        truths.awaitAgreement(zoe, 2, "rotated");
    }

    @Test
    void fetchesEventsAndAcknowledgesThemOnceTheyAreCommitted() {
        Employee zoe = withKey();
        int before = transmitter.queue().acknowledged().size();
        String jti = transmitter.offer(claims(RISC + "account-disabled", zoe));
        transmitter.queue().put("forged", transmitter.keys().forge("{}"));

        truths.awaitEvent(zoe, "revoked 2");
        await("the acknowledgement")
                .atMost(SOON)
                .until(() -> transmitter.queue().acknowledged().contains(jti));
        assertThat(transmitter.queue().acknowledged()).hasSizeGreaterThan(before);
        await("the refusal")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(transmitter.queue().refused())
                                .containsEntry("forged", "invalid_issuer"));
    }

    @Test
    void asksForAVerificationAndShowsHowLongAgoItCame() {
        await("the verification event")
                .atMost(SOON)
                .until(() ->
                        !transmitter.lastState().isEmpty()
                                && !transmitter.queue().acknowledged().isEmpty());

        Reply metrics = client.send("GET", "/q/metrics", Map.of(), new byte[0]);

        assertThat(metrics.body())
                .contains(
                        "hostkeysync_ssf_verified_seconds{issuer=\""
                                + transmitter.issuer()
                                + "\"}");
    }

    @Test
    void refusesWhatIsNotProved() {
        Employee zoe = withKey();
        ObjectNode claims = claims(COMPROMISE, zoe);

        assertThat(push(transmitter.keys().forge(claims.toString()))).isEqualTo("400 invalid_key");
        assertThat(push("nonsense")).isEqualTo("400 invalid_request");
        assertThat(push(signed(claims.deepCopy().put("aud", "x"))))
                .isEqualTo("400 invalid_audience");
        assertThat(push(signed(claims.deepCopy().put("iss", "https://x.example.com"))))
                .isEqualTo("400 invalid_issuer");
        assertThat(transmitter.push(url(), signed(claims), null))
                .isEqualTo("400 authentication_failed");
        truths.awaitAgreement(zoe, 1, "issued");
    }

    @Test
    void asksTheTransmitterToRepeatWhileTheDatabaseIsAway() {
        Employee zoe = withKey();
        String set = signed(claims(COMPROMISE, zoe));

        installation.proxy().refuse();
        String refused = push(set);
        installation.proxy().accept();

        assertThat(refused).isEqualTo("503");
        await("the database to be noticed").atMost(SOON).until(() -> push(set).equals("202"));
        truths.awaitAgreement(zoe, 2, "rotated");
    }

    private static Employee withKey() {
        Employee employee = client.create();
        truths.awaitAgreement(employee, 1, "issued");
        return employee;
    }

    private static ObjectNode claims(String type, Employee employee) {
        return transmitter.sets().claims(type, Sets.email(employee.email()));
    }

    private static String signed(ObjectNode claims) {
        return transmitter.keys().sign(claims.toString());
    }

    private static String push(String set) {
        return transmitter.push(url(), set, PUSH_TOKEN);
    }

    private static URI url() {
        return service.url().resolve("/webhooks/ssf");
    }
}
