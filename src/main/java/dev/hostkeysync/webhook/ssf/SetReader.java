package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.jwt.IssuerKeys;
import dev.hostkeysync.access.jwt.Jwt;
import dev.hostkeysync.webhook.EventTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Reads a SET (RFC 8417) and proves it: type, issuer, audience, time, signature. As the CAEP
/// Interoperability Profile 1.0 section 2.7 wants: one event, and no `exp` or `sub` needed.
final class SetReader {

    private static final Logger LOG = Logger.getLogger(SetReader.class);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// Whoever writes milliseconds where seconds are due, as CAEP did before 1.0, is understood:
    /// these seconds are in the year 5138.
    private static final long LEAST_MILLISECONDS = 100_000_000_000L;

    private final Transmitters transmitters;
    private final Set<String> audience;
    private final Duration tolerance;
    private final InstantSource clock;

    /// @param audience one of these must be in `aud`
    /// @param tolerance how far ahead of ours an issuer's clock may be; whatever is ahead counts as
    ///   now
    SetReader(
            Transmitters transmitters,
            Set<String> audience,
            Duration tolerance,
            InstantSource clock) {
        this.transmitters = transmitters;
        this.audience = audience;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /// Blocks while the issuer's keys are read.
    ///
    /// @return empty when they cannot be read now, or the clocks are too far apart: ours may be the
    ///   wrong one, and what is refused is never sent again
    /// @throws SetRefused for what can never become right
    Optional<SecurityEvent> read(String token) {
        Jwt jwt =
                Jwt.parse(token, Jwt.Type.SECURITY_EVENT)
                        .orElseThrow(() ->
                                SetRefused.malformed(
                                        "The body must be a JWT with typ secevent+jwt, signed with a private key."));
        JsonNode claims = json(jwt.payload());
        String issuer =
                transmitters
                        .known(claims.path("iss").asText(""))
                        .orElseThrow(() ->
                                new SetRefused(
                                        SetError.INVALID_ISSUER,
                                        "iss is not an issuer that this receiver expects."));
        if (!isForUs(claims.path("aud"))) {
            throw new SetRefused(
                    SetError.INVALID_AUDIENCE, "aud does not contain this receiver's audience.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant issuedAt = issuedAt(claims.path("iat"));
        SecurityEvent event = event(issuer, claims, issuedAt.isAfter(now) ? now : issuedAt);
        IssuerKeys keys = transmitters.keys(issuer);
        IssuerKeys.Answer signed = keys.signed(jwt);
        keys.refreshAhead();
        return switch (signed) {
            case YES -> {
                if (issuedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(now.plus(tolerance))) {
                    LOG.warnf(
                            "A security event of %s is more than SSF_TOLERANCE ahead of us. It is taken when"
                                    + " the transmitter sends it again; set the clock of this machine, or"
                                    + " tell the transmitter",
                            issuer);
                    yield Optional.empty();
                }
                yield Optional.of(event);
            }
            case NO ->
                    throw new SetRefused(
                            SetError.INVALID_KEY,
                            "The signature is not made with a key in the issuer's key set.");
            case NOT_NOW -> Optional.empty();
        };
    }

    private static JsonNode json(String payload) {
        try {
            JsonNode claims = JSON.readTree(payload);
            if (claims != null && claims.isObject()) {
                return claims;
            }
        } catch (JsonProcessingException _) {
            // NB: the library's messages quote the token.
        }
        throw SetRefused.malformed("The claims are not a JSON object.");
    }

    private boolean isForUs(JsonNode given) {
        return Stream.concat(Stream.of(given), given.valueStream())
                .anyMatch(one -> one.isTextual() && audience.contains(one.textValue()));
    }

    private static SecurityEvent event(String issuer, JsonNode claims, Instant issuedAt) {
        String jti =
                Names.of(claims, "jti")
                        .orElseThrow(() ->
                                SetRefused.malformed("jti must be a text of 1 to 255 characters."));
        JsonNode events = claims.path("events");
        if (!events.isObject() || events.size() != 1) {
            throw SetRefused.malformed("events must have exactly one member.");
        }
        var only = events.properties().iterator().next();
        JsonNode payload = only.getValue();
        if (!payload.isObject()) {
            throw SetRefused.malformed("The event must be an object.");
        }
        JsonNode subject = claims.has("sub_id") ? claims.path("sub_id") : payload.path("subject");
        Instant occurredAt =
                time(payload.path("event_timestamp"))
                        .or(() -> time(claims.path("toe")))
                        // Otherwise an event of the far future would make all others late.
                        .filter(time -> time.isBefore(issuedAt))
                        .orElse(issuedAt);
        return new SecurityEvent(issuer, jti, only.getKey(), payload, subject, occurredAt);
    }

    private static Instant issuedAt(JsonNode claim) {
        return time(claim)
                .orElseThrow(() -> SetRefused.malformed("iat must be a number of seconds."));
    }

    /// The last moment that is meant: whoever was made within a second, and was disabled later
    /// within it, must not have been disabled before they were made.
    private static Optional<Instant> time(JsonNode claim) {
        if (!claim.isNumber() || !claim.canConvertToLong()) {
            return Optional.empty();
        }
        long number = claim.longValue();
        if (number < 0) {
            return Optional.empty();
        }
        if (number < LEAST_MILLISECONDS) {
            return Optional.of(EventTime.endOfSecond(Instant.ofEpochSecond(number)));
        }
        long seconds = number / 1000;
        return seconds < LEAST_MILLISECONDS
                ? Optional.of(Instant.ofEpochMilli(number))
                : Optional.empty();
    }
}
