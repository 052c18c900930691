package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A stream configuration (SSF 1.0 section 8.1.1). The authorization header is not in it.
@Schema(name = "SsfStream")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StreamView(
        @JsonProperty("stream_id") String streamId,
        @JsonProperty("iss") String iss,
        @Schema(description = "A string, or a list of strings where there are several")
                @JsonProperty("aud")
                Object aud,
        @JsonProperty("delivery") DeliveryView delivery,
        @JsonProperty("events_supported") List<String> eventsSupported,
        @JsonProperty("events_requested") @Nullable List<String> eventsRequested,
        @JsonProperty("events_delivered") List<String> eventsDelivered,
        @Schema(description = "Seconds") @JsonProperty("min_verification_interval")
                long minVerificationInterval,
        @Schema(description = "Seconds") @JsonProperty("inactivity_timeout") long inactivityTimeout,
        @JsonProperty("description") @Nullable String description,
        @Schema(description = "How users are named: email, iss_sub or opaque")
                @JsonProperty("format")
                String format) {

    @Schema(name = "SsfDelivery")
    record DeliveryView(
            @JsonProperty("method") String method,
            @JsonProperty("endpoint_url") String endpointUrl) {}

    static StreamView of(Stream stream, Issuer issuer, Duration inactivityTimeout) {
        List<String> audience = stream.terms().audience();
        String description = stream.subscription().description();
        return new StreamView(
                stream.id().toString(),
                issuer.name(),
                audience.size() == 1 ? audience.getFirst() : audience,
                delivery(stream, issuer),
                EventTypes.SUPPORTED,
                stream.terms().requested().orElse(null),
                stream.terms().delivered(),
                Verification.PAUSE.toSeconds(),
                inactivityTimeout.toSeconds(),
                description.isEmpty() ? null : description,
                stream.terms().format().label());
    }

    private static DeliveryView delivery(Stream stream, Issuer issuer) {
        return stream.isPolled()
                ? new DeliveryView(DeliveryWish.POLL, issuer.pollAddress(stream.id()))
                : new DeliveryView(
                        DeliveryWish.PUSH,
                        stream.subscription().url().map(URI::toString).orElseThrow());
    }
}
