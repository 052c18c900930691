package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.subscription.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityEventTokenTest {

    private final Transmitter transmitter = new Transmitter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "issued | create | email | {'format': 'email', 'email': 'zoe@example.com'}",
                "rotated | update | email | {'format': 'email', 'email': 'zoe@example.com'}",
                "revoked | revoke | email | {'format': 'email', 'email': 'zoe@example.com'}",
                "rotated | update | iss_sub | {'format': 'iss_sub', 'iss': 'https://hostkeys.example.com', 'sub': '0199aa00-0000-7000-8000-00000000000a'}",
                "rotated | update | opaque | {'format': 'opaque', 'id': '0199aa00-0000-7000-8000-00000000000a'}",
            })
    void tellsACredentialChange(String change, String type, String format, String subject) {
        UUID stream = transmitter.stream("{'format': '%s'}".formatted(format));

        String token = token(stream, transmitter.changed("e1", change)).orElseThrow();

        assertThat(json(token)).isEqualTo(Transmitter.json(expected(subject, type, change)));
    }

    @Test
    void namesAUserWithoutAddressByOurId() {
        UUID stream = transmitter.polled();

        String token =
                token(stream, transmitter.changed("e1", "issued", Optional.empty())).orElseThrow();

        assertThat(json(token).path("sub_id"))
                .isEqualTo(
                        Transmitter.json(
                                "{'format': 'iss_sub', 'iss': 'https://hostkeys.example.com', 'sub': '%s'}"
                                        .formatted(Transmitter.ZOE)));
    }

    @Test
    void tellsAVerificationOfTheStream() {
        UUID stream = transmitter.polled();
        var _ =
                transmitter.call(
                        "POST",
                        Issuer.VERIFICATION,
                        "{'stream_id': '%s', 'state': 'VGhpcw'}".formatted(stream),
                        Transmitter.SIEM);

        String token = transmitter.fetch(stream).sets().values().iterator().next();

        JsonNode claims = json(token);
        assertThat(claims.path("sub_id"))
                .isEqualTo(Transmitter.json("{'format': 'opaque', 'id': '%s'}".formatted(stream)));
        assertThat(claims.path("events"))
                .isEqualTo(
                        Transmitter.json(
                                "{'https://schemas.openid.net/secevent/ssf/event-type/verification': {'state': 'VGhpcw'}}"));
    }

    @Test
    void tellsSeveralAudiencesAsAList() {
        UUID stream = transmitter.stream("{'aud': ['https://a.example', 'siem']}");

        String token = token(stream, transmitter.changed("e1", "issued")).orElseThrow();

        assertThat(json(token).path("aud"))
                .isEqualTo(Transmitter.json("['https://a.example', 'siem']"));
    }

    @Test
    void isTypedAndNamesItsKey() {
        UUID stream = transmitter.polled();

        String token = token(stream, transmitter.changed("e1", "issued")).orElseThrow();

        assertThat(decoded(token.split("\\.")[0]))
                .isEqualTo(
                        Transmitter.json(
                                "{'alg': 'RS256', 'typ': 'secevent+jwt', 'kid': '%s'}"
                                        .formatted(transmitter.keys.current().id())));
    }

    @Test
    void isTheSameWheneverItIsGiven() {
        UUID stream = transmitter.polled();
        Event event = transmitter.changed("e1", "rotated");

        String first = token(stream, event).orElseThrow();
        transmitter.clock.pass(Duration.ofDays(3));

        assertThat(token(stream, event)).contains(first);
    }

    @Test
    void tellsNothingOfAKeyThatCouldNotBeSet() {
        UUID stream = transmitter.polled();

        assertThat(token(stream, transmitter.failed("e1"))).isEmpty();
        assertThat(token(stream, transmitter.changed("e2", "forgotten"))).isEmpty();
    }

    @Test
    void tellsNothingThatWasNotAskedFor() {
        UUID stream = transmitter.stream("{'events_requested': ['https://example.com/other']}");

        assertThat(token(stream, transmitter.changed("e1", "issued"))).isEmpty();
    }

    @Test
    void tellsNothingOfARemovedSubject() {
        UUID stream = transmitter.polled();
        for (String subject :
                List.of(
                        "{'format': 'email', 'email': 'ZOE@example.com'}",
                        "{'format': 'opaque', 'id': '%s'}".formatted(Transmitter.ZOE),
                        "{'format': 'iss_sub', 'iss': '%s', 'sub': '%s'}"
                                .formatted(Transmitter.ISSUER, Transmitter.ZOE))) {
            String body = "{'stream_id': '%s', 'subject': %s}".formatted(stream, subject);

            var _ = transmitter.call("POST", Issuer.REMOVE_SUBJECT, body, Transmitter.SIEM);
            assertThat(token(stream, transmitter.changed("e1", "issued"))).as(subject).isEmpty();

            var _ = transmitter.call("POST", Issuer.ADD_SUBJECT, body, Transmitter.SIEM);
            assertThat(token(stream, transmitter.changed("e1", "issued"))).as(subject).isPresent();
        }
    }

    @Test
    void carriesOnlyWhatIsNamedHere() {
        UUID stream = transmitter.polled();
        Event event =
                new Event(
                        "e1",
                        "dev.hostkeysync.host-key.changed.v1",
                        transmitter.clock.instant(),
                        Transmitter.ZOE,
                        "{\"change\":\"issued\",\"reason\":\"user-created\",\"hostKey\":\"482093\",\"note\":\"482093\"}"
                                .getBytes(StandardCharsets.UTF_8));

        String token = token(stream, event).orElseThrow();

        assertThat(json(token).toString()).doesNotContain("482093");
    }

    private Optional<String> token(UUID stream, Event event) {
        return transmitter.tokens.token(stream, event);
    }

    private static String expected(String subject, String type, String change) {
        return """
        {"iss": "https://hostkeys.example.com", "aud": "siem", "jti": "e1", "iat": 1795334400, "txn": "e1",
         "sub_id": %s,
         "events": {"https://schemas.openid.net/secevent/caep/event-type/credential-change": {
           "event_timestamp": 1795334399, "credential_type": "pin", "change_type": "%s",
           "friendly_name": "Zoom host key", "reason_admin": {"en": "Host key %s: sso-changed"}}}}
        """
                .formatted(subject, type, change);
    }

    /// The claims, after an independent check.
    private JsonNode json(String token) {
        var claims = transmitter.claims(token);
        assertThat(claims).doesNotContainKeys("sub", "exp");
        return decoded(token.split("\\.")[1]);
    }

    private static JsonNode decoded(String part) {
        return Transmitter.json(
                new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
