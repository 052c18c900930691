package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each endpoint answers. Whom it answers at all is in SsfIT.
class EndpointsTest {

    private static final String CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private final Transmitter transmitter = new Transmitter();

    /// `{push}` and `{poll}` are streams of the caller's, `{none}` is nobody's.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "POST | /ssf/streams | {} | 201 |",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://siem.example.com/in'}} | 201 |",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8936'}, 'unknown': 1} | 201 |",
                "POST | /ssf/streams | {'format': null, 'description': null, 'aud': null, 'delivery': null} | 201 |",
                "POST | /ssf/streams | | 400 | the body must be a JSON object",
                "POST | /ssf/streams | { | 400 | the body is not JSON",
                "POST | /ssf/streams | [] | 400 | the body must be a JSON object",
                "POST | /ssf/streams | {'delivery': {}} | 400 | delivery.method is missing",
                "POST | /ssf/streams | {'delivery': []} | 400 | delivery must be a JSON object",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:1'}} | 400 | delivery.method must be urn:ietf:rfc:8935 or urn:ietf:rfc:8936",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8935'}} | 400 | delivery.endpoint_url is missing",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'http://siem.example.com/in'}} | 400 | delivery.endpoint_url must begin with https:// (http is for hosts in SUBSCRIPTION_ALLOWED_HOSTS)",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://a.example/', 'authorization_header': 'a\\r\\nb'}} | 400 | delivery.authorization_header must have 1 to 4096 visible ASCII characters, with blanks only between them",
                "POST | /ssf/streams | {'delivery': {'method': 'urn:ietf:rfc:8936', 'endpoint_url': 'https://a.example/'}} | 400 | delivery.endpoint_url of a stream that is polled is ours",
                "POST | /ssf/streams | {'format': 'phone'} | 400 | format must be email, iss_sub or opaque",
                "POST | /ssf/streams | {'events_requested': 'x'} | 400 | events_requested must be a list of strings",
                "POST | /ssf/streams | {'aud': 'a b'} | 400 | aud must be a string, or a list of at most 5, of at most 512 ASCII characters without blanks",
                "POST | /ssf/streams | {'description': 5} | 400 | description must be a string",
                "GET | /ssf/streams | | 200 |",
                "GET | /ssf/streams?stream_id={push} | | 200 |",
                "GET | /ssf/streams?stream_id={none} | | 404 | this receiver has no stream with this stream_id",
                "GET | /ssf/streams?stream_id=x | | 404 | this receiver has no stream with this stream_id",
                "PATCH | /ssf/streams | {'stream_id': '{push}'} | 200 |",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'iss': 'https://hostkeys.example.com', 'aud': ['siem'], 'min_verification_interval': 60, 'inactivity_timeout': 1209600} | 200 |",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'iss': 'https://other.example.com'} | 400 | iss cannot be changed",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'aud': 'other'} | 400 | aud cannot be changed",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'events_delivered': []} | 400 | events_delivered cannot be changed",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'events_supported': ['x']} | 400 | events_supported cannot be changed",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'min_verification_interval': 1} | 400 | min_verification_interval cannot be changed",
                "PATCH | /ssf/streams | {'stream_id': '{push}', 'inactivity_timeout': '1209600'} | 400 | inactivity_timeout cannot be changed",
                "PATCH | /ssf/streams | {} | 400 | stream_id is missing",
                "PATCH | /ssf/streams | {'stream_id': '{none}'} | 404 | this receiver has no stream with this stream_id",
                "PUT | /ssf/streams | {'stream_id': '{poll}', 'delivery': {'method': 'urn:ietf:rfc:8936', 'endpoint_url': 'https://hostkeys.example.com/ssf/poll/{poll}'}} | 200 |",
                "PUT | /ssf/streams | {'stream_id': '{push}'} | 400 | delivery is missing",
                "PUT | /ssf/streams | {'stream_id': '{none}', 'delivery': {'method': 'urn:ietf:rfc:8936'}} | 404 | this receiver has no stream with this stream_id",
                "DELETE | /ssf/streams?stream_id={push} | | 204 |",
                "DELETE | /ssf/streams?stream_id={none} | | 404 | this receiver has no stream with this stream_id",
                "DELETE | /ssf/streams | | 404 | this receiver has no stream with this stream_id",
                "GET | /ssf/status?stream_id={push} | | 200 |",
                "GET | /ssf/status?stream_id={none} | | 404 | this receiver has no stream with this stream_id",
                "GET | /ssf/status | | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/status | {'stream_id': '{push}', 'status': 'paused', 'reason': 'lunch'} | 200 |",
                "POST | /ssf/status | {'stream_id': '{push}', 'status': 'enabled'} | 200 |",
                "POST | /ssf/status | {'stream_id': '{push}', 'status': 'disabled'} | 200 |",
                "POST | /ssf/status | {'stream_id': '{push}', 'status': 'ENABLED'} | 400 | status must be enabled, paused or disabled",
                "POST | /ssf/status | {'stream_id': '{push}'} | 400 | status is missing",
                "POST | /ssf/status | {'status': 'paused'} | 400 | stream_id is missing",
                "POST | /ssf/status | {'stream_id': '{none}', 'status': 'paused'} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/verification | {'stream_id': '{poll}'} | 204 |",
                "POST | /ssf/verification | {'stream_id': '{poll}', 'state': 'x'} | 204 |",
                "POST | /ssf/verification | {'stream_id': '{poll}', 'state': 7} | 400 | state must be a string",
                "POST | /ssf/verification | {'stream_id': '{poll}', 'state': '\\u0000'} | 400 | state must not contain the character U+0000",
                "POST | /ssf/verification | {'state': 'x'} | 400 | stream_id is missing",
                "POST | /ssf/verification | {'stream_id': '{none}'} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/subjects/add | {'stream_id': '{poll}', 'subject': {'format': 'email', 'email': 'a@example.com'}, 'verified': true} | 200 |",
                "POST | /ssf/subjects/add | {'stream_id': '{poll}', 'subject': {'format': 'email', 'email': 'a@example.com'}, 'verified': 'yes'} | 400 | verified must be true or false",
                "POST | /ssf/subjects/add | {'stream_id': '{poll}'} | 400 | subject is missing",
                "POST | /ssf/subjects/add | {'stream_id': '{poll}', 'subject': {'format': 'phone_number', 'phone_number': '+1'}} | 400 | subject must be a simple subject of the format email, iss_sub or opaque, at most 512 characters long",
                "POST | /ssf/subjects/add | {'stream_id': '{none}', 'subject': {'format': 'opaque', 'id': 'a'}} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/subjects/remove | {'stream_id': '{poll}', 'subject': {'format': 'iss_sub', 'iss': 'a', 'sub': 'b'}} | 204 |",
                "POST | /ssf/subjects/remove | {'stream_id': '{poll}', 'subject': {'format': 'iss_sub', 'iss': 'a'}} | 400 | subject must be a simple subject of the format email, iss_sub or opaque, at most 512 characters long",
                "POST | /ssf/subjects/remove | {'stream_id': '{none}', 'subject': {'format': 'opaque', 'id': 'a'}} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/poll/{poll} | {'returnImmediately': true} | 200 |",
                "POST | /ssf/poll/{poll} | {'maxEvents': -1} | 400 | maxEvents must be a whole number, 0 or more",
                "POST | /ssf/poll/{poll} | {'maxEvents': 1.5} | 400 | maxEvents must be a whole number, 0 or more",
                "POST | /ssf/poll/{poll} | {'maxEvents': 99999999999999999999, 'returnImmediately': true} | 200 |",
                "POST | /ssf/poll/{poll} | {'ack': 'x'} | 400 | ack must be a list of strings",
                "POST | /ssf/poll/{poll} | {'ack': [1]} | 400 | ack must be a list of strings",
                "POST | /ssf/poll/{poll} | {'setErrs': []} | 400 | setErrs must be a JSON object",
                "POST | /ssf/poll/{poll} | {'returnImmediately': 1} | 400 | returnImmediately must be true or false",
                "POST | /ssf/poll/{push} | {} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/poll/{none} | {} | 404 | this receiver has no stream with this stream_id",
                "POST | /ssf/poll/x | {} | 404 | this receiver has no stream with this stream_id",
                "POST | /api/v1/ssf/signing-keys | | 201 |",
                "POST | /api/v1/ssf/signing-keys | {'compromised': true} | 201 |",
                "POST | /api/v1/ssf/signing-keys | {'compromised': 'x'} | 400 | compromised must be true or false",
                "GET | /api/v1/ssf/signing-keys | | 200 |",
            })
    void answers(String method, String path, String body, int status, String detail) {
        String push =
                transmitter.stream(
                                "{'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://a.example/'}}")
                        .toString();
        String poll = transmitter.polled().toString();
        String none = UUID.randomUUID().toString();

        Transmitter.Reply reply =
                transmitter.call(
                        method,
                        filled(path, push, poll, none),
                        body == null ? "" : filled(body, push, poll, none),
                        Transmitter.SIEM);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        if (status < 400) {
            assertThat(reply.headers()).containsEntry("Cache-Control", "no-store");
        } else {
            assertThat(reply.json().path("detail").asText()).isEqualTo(detail);
        }
    }

    private static String filled(String text, String push, String poll, String none) {
        return text.replace("{push}", push).replace("{poll}", poll).replace("{none}", none);
    }

    @Test
    void tellsWhereEverythingIs() {
        Transmitter.Reply reply = transmitter.call("GET", Issuer.WELL_KNOWN, "", Transmitter.SIEM);

        assertThat(reply.json())
                .isEqualTo(
                        Transmitter.json(
                                """
                                {"spec_version": "1_0",
                                 "issuer": "https://hostkeys.example.com",
                                 "jwks_uri": "https://hostkeys.example.com/ssf/jwks.json",
                                 "delivery_methods_supported": ["urn:ietf:rfc:8935", "urn:ietf:rfc:8936"],
                                 "configuration_endpoint": "https://hostkeys.example.com/ssf/streams",
                                 "status_endpoint": "https://hostkeys.example.com/ssf/status",
                                 "add_subject_endpoint": "https://hostkeys.example.com/ssf/subjects/add",
                                 "remove_subject_endpoint": "https://hostkeys.example.com/ssf/subjects/remove",
                                 "verification_endpoint": "https://hostkeys.example.com/ssf/verification",
                                 "authorization_schemes": [{"spec_urn": "urn:ietf:rfc:6749"}, {"spec_urn": "urn:ietf:rfc:6750"}],
                                 "default_subjects": "ALL"}
                                """));
    }

    @Test
    void putsTheIssuersPathBehindTheWellKnownOne() {
        Issuer issuer = new Issuer("https://example.com/hostkeys");
        MetadataResource metadata = new MetadataResource(issuer, transmitter.keys);

        assertThat(issuer.path()).isEqualTo("hostkeys");
        assertThat(metadata.metadata("hostkeys").getStatus()).isEqualTo(200);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> metadata.metadata("other"))
                .hasMessage("Not found");
    }

    @Test
    void publishesPublicKeysOnly() {
        JsonNode keys =
                transmitter.call("GET", Issuer.JWKS, "", Transmitter.SIEM).json().path("keys");

        assertThat(keys).hasSize(1);
        assertThat(keys.get(0).propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("kty", "kid", "use", "alg", "n", "e");
    }

    @Test
    void tellsAWholeStream() {
        Transmitter.Reply made =
                transmitter.call(
                        "POST",
                        Issuer.STREAMS,
                        "{'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://a.example/in', 'authorization_header': 'Bearer never-shown'},"
                                + " 'events_requested': ['%s', 'https://example.com/other'], 'description': 'of the SIEM', 'format': 'opaque'}"
                                        .formatted(CHANGE),
                        Transmitter.SIEM);

        JsonNode expected =
                Transmitter.json(
                        """
                        {"stream_id": "%s", "iss": "https://hostkeys.example.com", "aud": "siem",
                         "delivery": {"method": "urn:ietf:rfc:8935", "endpoint_url": "https://a.example/in"},
                         "events_supported": ["%s"], "events_requested": ["%s", "https://example.com/other"],
                         "events_delivered": ["%s"], "min_verification_interval": 60, "inactivity_timeout": 1209600,
                         "description": "of the SIEM", "format": "opaque"}
                        """
                                .formatted(
                                        made.json().path("stream_id").asText(),
                                        CHANGE,
                                        CHANGE,
                                        CHANGE));
        // Numbers compare by value, not by the Java type that carries them.
        assertThat(Transmitter.json(made.json().toString())).isEqualTo(expected);
        assertThat(
                        Transmitter.json(
                                transmitter
                                        .call("GET", Issuer.STREAMS, "", Transmitter.SIEM)
                                        .json()
                                        .toString()))
                .containsExactly(expected);
    }

    @Test
    void changesWhatIsGivenAndResetsTheRestOnlyWithPut() {
        UUID id =
                transmitter.stream(
                        "{'description': 'old', 'format': 'opaque', 'events_requested': ['x']}");

        JsonNode patched =
                transmitter
                        .call(
                                "PATCH",
                                Issuer.STREAMS,
                                "{'stream_id': '%s', 'description': 'new'}".formatted(id),
                                Transmitter.SIEM)
                        .json();
        JsonNode replaced =
                transmitter
                        .call(
                                "PUT",
                                Issuer.STREAMS,
                                "{'stream_id': '%s', 'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': 'https://a.example/'}}"
                                        .formatted(id),
                                Transmitter.SIEM)
                        .json();

        assertThat(patched.path("description").asText()).isEqualTo("new");
        assertThat(patched.path("format").asText()).isEqualTo("opaque");
        assertThat(patched.path("events_delivered")).isEmpty();
        assertThat(replaced.has("description")).isFalse();
        assertThat(replaced.has("events_requested")).isFalse();
        assertThat(replaced.path("format").asText()).isEqualTo("email");
        assertThat(replaced.path("events_delivered")).hasSize(1);
        assertThat(replaced.path("delivery").path("endpoint_url").asText())
                .isEqualTo("https://a.example/");
    }

    @Test
    void keepsReceiversApart() {
        UUID id = transmitter.polled();
        String body = "{'stream_id': '%s', 'status': 'paused'}".formatted(id);

        assertThat(transmitter.call("GET", Issuer.STREAMS, "", Transmitter.OTHER).json()).isEmpty();
        assertThat(status("GET", Issuer.STREAMS + "?stream_id=" + id, "", Transmitter.OTHER))
                .isEqualTo(404);
        assertThat(status("POST", Issuer.STATUS, body, Transmitter.OTHER)).isEqualTo(404);
        assertThat(status("POST", Issuer.POLL + "/" + id, "{}", Transmitter.OTHER)).isEqualTo(404);
        assertThat(status("DELETE", Issuer.STREAMS + "?stream_id=" + id, "", Transmitter.OTHER))
                .isEqualTo(404);
        assertThat(transmitter.call("GET", Issuer.STREAMS, "", Transmitter.OPERATOR).json())
                .hasSize(1);
        assertThat(status("POST", Issuer.STATUS, body, Transmitter.OPERATOR)).isEqualTo(200);
        // What an operator fetched the receiver would not get.
        assertThat(status("POST", Issuer.POLL + "/" + id, "{}", Transmitter.OPERATOR))
                .isEqualTo(404);
    }

    @Test
    void givesAnAudienceToOneReceiverOnly() {
        var _ = transmitter.stream("{'aud': 'https://siem.example.com'}");

        Transmitter.Reply taken =
                transmitter.call(
                        "POST",
                        Issuer.STREAMS,
                        "{'aud': ['https://siem.example.com', 'x']}",
                        Transmitter.OTHER);

        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.json().path("detail").asText())
                .isEqualTo("aud belongs to another receiver");
        var _ = transmitter.stream("{'aud': 'https://siem.example.com'}");
    }

    @Test
    void boundsTheStreamsOfAReceiver() {
        for (int i = 0; i < StreamAdministration.MOST; i++) {
            var _ = transmitter.polled();
        }

        assertThat(status("POST", Issuer.STREAMS, "{}", Transmitter.SIEM)).isEqualTo(409);
        assertThat(status("POST", Issuer.STREAMS, "{}", Transmitter.OTHER)).isEqualTo(201);
    }

    @Test
    void verifiesOnceAMinute() {
        String body = "{'stream_id': '%s'}".formatted(transmitter.polled());

        assertThat(status("POST", Issuer.VERIFICATION, body, Transmitter.SIEM)).isEqualTo(204);
        transmitter.clock.pass(Verification.PAUSE.minusMillis(1));
        Transmitter.Reply soon =
                transmitter.call("POST", Issuer.VERIFICATION, body, Transmitter.SIEM);
        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.headers()).containsEntry("Retry-After", "60");
        transmitter.clock.pass(java.time.Duration.ofMillis(1));
        assertThat(status("POST", Issuer.VERIFICATION, body, Transmitter.SIEM)).isEqualTo(204);
    }

    @Test
    void writesDownWhoDidWhat() {
        UUID id = transmitter.polled();
        var _ =
                transmitter.call(
                        "POST",
                        Issuer.STATUS,
                        "{'stream_id': '%s', 'status': 'paused'}".formatted(id),
                        Transmitter.OPERATOR);
        var _ = transmitter.call("POST", SigningKeyResource.PATH, "", Transmitter.OPERATOR);

        assertThat(transmitter.dump())
                .contains("siem,ssf-stream.create,,192.0.2.9,\"stream " + id + "\"")
                .contains("ann,ssf-stream.paused,,192.0.2.9,\"stream " + id + "\"")
                .contains("ann,ssf-signing-key.create,,192.0.2.9,\"key ");
    }

    private int status(String method, String path, String body, String caller) {
        return transmitter.call(method, path, body, caller).status();
    }
}
