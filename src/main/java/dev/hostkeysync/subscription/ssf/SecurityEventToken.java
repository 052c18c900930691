package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.subscription.Event;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// An event as a SET (RFC 8417) in the profile of SSF 1.0: one event, explicitly typed, neither
/// `sub` nor `exp`. All of it follows from the stored event and the stream, so a SET that is given
/// again is the same SET, unless another key signs by then.
///
/// @param userNames every name of the user it is about; none when it is about the stream
record SecurityEventToken(ObjectNode claims, List<Subject> userNames) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANGED = "dev.hostkeysync.host-key.changed.v1";

    /// The words of `change` in our event, and of `change_type` in CAEP's.
    private static final Map<String, String> CHANGE_TYPES =
            Map.of("issued", "create", "rotated", "update", "revoked", "revoke");

    /// @return empty for an event of which streams are not told
    static Optional<SecurityEventToken> of(
            Event event, UUID stream, Stream.Terms terms, String issuer) {
        JsonNode data = data(event);
        return switch (event.type()) {
            case EventTypes.VERIFICATION, EventTypes.STREAM_UPDATED ->
                    Optional.of(
                            new SecurityEventToken(
                                    claims(
                                            event,
                                            terms,
                                            issuer,
                                            new Subject.Opaque(stream.toString()),
                                            event.type(),
                                            (ObjectNode) data),
                                    List.of()));
            case CHANGED -> changed(event, data, terms, issuer);
            default -> Optional.empty();
        };
    }

    /// Header, claims and signature in their compact form.
    String signed(SigningKey key) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "secevent+jwt");
        signature.setKeyIdHeaderValue(key.id().toString());
        signature.setKey(key.privateKey());
        signature.setPayload(claims.toString());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign with key " + key.id(), e);
        }
    }

    private static Optional<SecurityEventToken> changed(
            Event event, JsonNode data, Stream.Terms terms, String issuer) {
        String change = data.path("change").asText();
        String type = CHANGE_TYPES.get(change);
        if (type == null || !terms.delivered().contains(EventTypes.CREDENTIAL_CHANGE)) {
            return Optional.empty();
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("event_timestamp", changedAt(data, event).getEpochSecond());
        body.put("credential_type", "pin").put("change_type", type);
        body.put("friendly_name", "Zoom host key");
        body.putObject("reason_admin")
                .put("en", "Host key " + change + ": " + data.path("reason").asText("unknown"));
        Optional<String> email = Optional.ofNullable(data.path("email").textValue());
        List<Subject> names = Subject.names(issuer, event.subject(), email);
        return Optional.of(
                new SecurityEventToken(
                        claims(
                                event,
                                terms,
                                issuer,
                                subject(terms.format(), names),
                                EventTypes.CREDENTIAL_CHANGE,
                                body),
                        names));
    }

    private static Subject subject(SubjectFormat format, List<Subject> names) {
        return switch (format) {
            case EMAIL -> names.getFirst();
            case ISS_SUB -> names.get(names.size() - 2);
            case OPAQUE -> names.getLast();
        };
    }

    private static ObjectNode claims(
            Event event,
            Stream.Terms terms,
            String issuer,
            Subject subject,
            String type,
            ObjectNode body) {
        ObjectNode claims = JSON.createObjectNode();
        claims.put("iss", issuer);
        if (terms.audience().size() == 1) {
            claims.put("aud", terms.audience().getFirst());
        } else {
            ArrayNode audience = claims.putArray("aud");
            terms.audience().forEach(audience::add);
        }
        claims.put("jti", event.id());
        claims.put("iat", event.occurredAt().getEpochSecond());
        // The same for all streams that tell of this event.
        claims.put("txn", event.id());
        claims.set("sub_id", subject.json());
        claims.putObject("events").set(type, body);
        return claims;
    }

    private static Instant changedAt(JsonNode data, Event event) {
        try {
            return Instant.parse(data.path("changedAt").asText());
        } catch (DateTimeException _) {
            return event.occurredAt();
        }
    }

    private static JsonNode data(Event event) {
        try {
            JsonNode data = JSON.readTree(event.data());
            if (data != null && data.isObject()) {
                return data;
            }
        } catch (JsonProcessingException _) {
            // NB: the cause quotes the data.
            throw new IllegalArgumentException("the data of event " + event.id() + " is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("bytes can be read", e);
        }
        throw new IllegalArgumentException("the data of event " + event.id() + " is no object");
    }
}
