package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.Configs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomWebhookTest {

    private static final Secret SECRET = Secret.of("test-webhook-secret-token");
    private static final Secret OTHER = Secret.of("the-next-secret-token");
    private static final String SIGNATURE =
            "v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4";
    private static final byte[] BODY =
            ("{\"event\":\"user.created\",\"event_ts\":1767225600123,\"payload\":{\"account_id\":\"AAAABBBBCCCC\","
                            + "\"operator\":\"admin@example.com\",\"operator_id\":\"z8yCxjabcdEFGHfp8uQ\","
                            + "\"creation_type\":\"ssoCreate\",\"object\":{\"id\":\"KDcuGIm1QgePTO8WbOqwIQ\","
                            + "\"first_name\":\"Zoë\",\"last_name\":\"Müller\",\"display_name\":\"Zoë Müller\","
                            + "\"email\":\"zoe@example.com\",\"type\":2}}}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final Instant SENT = Instant.ofEpochSecond(1767225600);

    @Nested
    class Signature {

        private final ZoomSignature signature =
                new ZoomSignature(List.of(OTHER, SECRET), Duration.ofMinutes(90));

        @Test
        void holdsForTheBodysOwnBytesWithEitherSecret() {
            assertThat(BODY).hasSize(332);
            assertThat(signature.signer("1767225600", SIGNATURE, BODY, SENT)).contains(SECRET);
        }

        @ParameterizedTest
        @CsvSource({
            "0, true",
            "5399, true",
            "5400, true",
            "5401, false",
            "-5401, false",
            "864000, false",
        })
        void holdsForNinetyMinutes(long secondsLater, boolean holds) {
            Optional<Secret> signer =
                    signature.signer("1767225600", SIGNATURE, BODY, SENT.plusSeconds(secondsLater));

            assertThat(signer.isPresent()).isEqualTo(holds);
        }

        @ParameterizedTest
        @CsvSource({
            "1767225601, v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4",
            "1767225600, v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db5",
            "1767225600, 682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4",
            "1767225600,",
            ", v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4",
            "-1, v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4",
            "99999999999999999999, v0=682c29dfec410f4f8f20a03c3ede58705b10166e9948c22e1ddcdf5e513a3db4",
        })
        void doesNotHoldForAnythingElse(String timestamp, String given) {
            assertThat(signature.signer(timestamp, given, BODY, SENT)).isEmpty();
        }

        @Test
        void doesNotHoldForAnotherBody() {
            byte[] other = BODY.clone();
            other[10]++;

            assertThat(signature.signer("1767225600", SIGNATURE, other, SENT)).isEmpty();
        }

        @Test
        void answersTheAddressCheck() {
            assertThat(ZoomSignature.encryptedToken(SECRET, "q9ibPhGeRZ6ayx5WTrXjRw"))
                    .isEqualTo("465678e33b718d5d8ac257a39757f062a6170914efe44f802af8cb1a767a7f10");
        }
    }

    @Nested
    class Payload {

        @Test
        void isReducedToWhoLeft() {
            ZoomWebhook webhook =
                    parse(
                            "{\"event\":\"user.disassociated\",\"payload\":{\"object\":{\"id\":\"KDcu\","
                                    + "\"email\":\"zoe@example.com\",\"host_key\":\"730164\"}}}");

            assertThat(webhook)
                    .isEqualTo(
                            new ZoomWebhook.Disassociated(
                                    new ZoomUserId("KDcu"),
                                    Optional.of(new EmailAddress("zoe@example.com"))));
            assertThat(webhook.toString()).doesNotContain("730164");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"event\":\"user.updated\",\"payload\":{\"object\":{\"id\":\"a\",\"host_key\":\"730164\"}}} | Other",
                    "{\"event\":\"meeting.started\"} | Other",
                    "{\"event\":\"user.disassociated\",\"payload\":{\"object\":{\"id\":7}}} | Malformed",
                    "{\"event\":\"user.disassociated\"} | Malformed",
                    "{\"event\":\"endpoint.url_validation\",\"payload\":{}} | Malformed",
                    "{\"event\":7} | Malformed",
                    "[] | Malformed",
                    "nonsense | Malformed",
                    "'' | Malformed",
                })
        void isNothingForUsOrMalformed(String body, String kind) {
            assertThat(parse(body).getClass().getSimpleName()).isEqualTo(kind);
        }

        private static ZoomWebhook parse(String body) {
            return ZoomWebhook.parse(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Config {

        @Test
        void hasDefaults() {
            ZoomWebhookConfig config = Configs.of(ZoomWebhookConfig.class, Map.of());

            assertThat(config.secrets()).isEmpty();
            assertThat(config.tolerance()).isEqualTo(Duration.ofMinutes(90));
        }

        @Test
        void readsEveryVariable() {
            ZoomWebhookConfig config =
                    Configs.of(
                            ZoomWebhookConfig.class,
                            Map.of(
                                    "ZOOM_WEBHOOK_SECRETS", "a,b",
                                    "ZOOM_WEBHOOK_TOLERANCE", "PT5M"));

            assertThat(config.secrets()).contains("a,b");
            assertThat(config.tolerance()).isEqualTo(Duration.ofMinutes(5));
        }

        @Test
        void refusesAnEmptySecretBetweenOthers() {
            assertThat(ZoomWebhookConfig.SETTINGS.getFirst().check(Optional.of("a,,b")))
                    .contains(
                            "ZOOM_WEBHOOK_SECRETS: one of the secrets is empty; expected the secret token of the Zoom"
                                    + " app, or two separated by a comma while one is replaced");
        }
    }
}
