package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.webhook.LiveSecrets;
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
                new ZoomSignature(
                        LiveSecrets.parse(Optional.of(OTHER.reveal() + "," + SECRET.reveal())),
                        Duration.ofMinutes(90));

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
        void isReducedToWhoAndWhat() {
            ZoomWebhook webhook =
                    parse(
                            """
                            {"event": "user.updated", "event_ts": 1767225700456, "payload": {"account_id": "AAAABBBBCCCC",
                             "object": {"id": "KDcu", "host_key": "730164", "phone_number": "555"},
                             "old_object": {"id": "KDcu", "host_key": "482093"}}}
                            """);

            assertThat(webhook)
                    .isEqualTo(
                            new ZoomWebhook.UserEvent(
                                    new Happening.Updated(
                                            false,
                                            false,
                                            false,
                                            Optional.of(
                                                    new ReportedHostKey(
                                                            Optional.of(
                                                                    HostKeyDigits.of("730164"))))),
                                    new ZoomUser(
                                            Optional.of(new ZoomUserId("KDcu")),
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Optional.of("AAAABBBBCCCC"),
                                    Optional.of(Instant.ofEpochMilli(1767225700456L))));
            assertThat(webhook.toString()).doesNotContain("730164", "482093", "555");
        }

        @ParameterizedTest
        @CsvSource({
            "'\"730164\"', true",
            "'\"001138\"', true",
            "'\"4692486817\"', true",
            "'\"12345\"', false",
            "'\"46924868171\"', false",
            "'\"******\"', false",
            "'\"\"', false",
            "730164, false",
            "null, false",
        })
        void holdsDigitsOnlyWhereTheyAreDigits(String hostKey, boolean digits) {
            ZoomWebhook.UserEvent event =
                    (ZoomWebhook.UserEvent)
                            parse(
                                    "{\"event\":\"user.updated\",\"payload\":{\"object\":{\"id\":\"a\",\"host_key\":%s}}}"
                                            .formatted(hostKey));

            assertThat(((Happening.Updated) event.happening()).hostKey())
                    .hasValueSatisfying(
                            key -> assertThat(key.digits().isPresent()).isEqualTo(digits));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "2 | true",
                    "3 | true",
                    "\"2\" | true",
                    "1 | false",
                    "4 | false",
                    "99 | false",
                    "null | false",
                    "[2] | false"
                })
        void saysWhetherTheyHaveALicence(String type, boolean licensed) {
            ZoomWebhook.UserEvent event =
                    (ZoomWebhook.UserEvent)
                            parse(
                                    "{\"event\":\"user.updated\",\"payload\":{\"object\":{\"id\":\"a\",\"type\":%s}}}"
                                            .formatted(type));

            assertThat(((Happening.Updated) event.happening()).licensed()).isEqualTo(licensed);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"event\":\"user.disassociated\",\"payload\":{\"object\":{\"email\":\"zoe@example.com\"}}}"
                            + " | UserEvent",
                    "{\"event\":\"meeting.started\"} | Other",
                    "{\"event\":\"user.disassociated\",\"payload\":{\"object\":{\"id\":7}}} | Malformed",
                    "{\"event\":\"user.disassociated\",\"payload\":{\"object\":{\"id\":\"\u0000\",\"email\":\"zoe\ud800@example.com\"}}}"
                            + " | Malformed",
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

            assertThat(config.webhookSecrets()).isEmpty();
            assertThat(config.webhookTolerance()).isEqualTo(Duration.ofMinutes(90));
            assertThat(config.webhookAdopt()).isFalse();
            assertThat(config.accountId()).isEmpty();
        }

        @Test
        void readsEveryVariable() {
            ZoomWebhookConfig config =
                    Configs.of(
                            ZoomWebhookConfig.class,
                            Map.of(
                                    "ZOOM_WEBHOOK_SECRETS", "a,b",
                                    "ZOOM_WEBHOOK_TOLERANCE", "PT5M",
                                    "ZOOM_WEBHOOK_ADOPT", "true",
                                    "ZOOM_ACCOUNT_ID", "AAAABBBBCCCC"));

            assertThat(config.webhookSecrets()).contains("a,b");
            assertThat(config.webhookTolerance()).isEqualTo(Duration.ofMinutes(5));
            assertThat(config.webhookAdopt()).isTrue();
            assertThat(config.accountId()).contains("AAAABBBBCCCC");
        }

        @ParameterizedTest
        @CsvSource({
            "ZOOM_WEBHOOK_ADOPT, true,",
            "ZOOM_WEBHOOK_ADOPT, yes, ZOOM_WEBHOOK_ADOPT: 'yes' is neither; expected true or false",
            "ZOOM_WEBHOOK_TOLERANCE, 90, ZOOM_WEBHOOK_TOLERANCE: its value cannot be read; expected"
                    + " an ISO 8601 duration such as PT90M",
        })
        void saysWhatIsWrong(String name, String value, String fault) {
            assertThat(
                            ZoomWebhookConfig.SETTINGS.stream()
                                    .filter(setting -> setting.name().equals(name))
                                    .findFirst()
                                    .orElseThrow()
                                    .check(Optional.of(value)))
                    .isEqualTo(Optional.ofNullable(fault));
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
