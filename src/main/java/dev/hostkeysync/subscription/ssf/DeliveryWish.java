package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.subscription.AllowedHosts;
import dev.hostkeysync.subscription.EndpointUrl;
import dev.hostkeysync.subscription.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// The member `delivery` of a stream configuration.
///
/// @param url empty for a stream that is fetched
/// @param header what is to be done with the authorization header
record DeliveryWish(Kind kind, Optional<URI> url, Header header) {

    static final String PUSH = "urn:ietf:rfc:8935";
    static final String POLL = "urn:ietf:rfc:8936";

    static final DeliveryWish POLLED =
            new DeliveryWish(Kind.SSF_POLL, Optional.empty(), new Header.Remove());

    /// RFC 9110 section 5.5: visible characters, and blanks between them.
    private static final Pattern HEADER = Pattern.compile("[!-~](?:[ !-~]{0,4094}[!-~])?");

    sealed interface Header {

        /// As it is, as long as the address stays.
        record Keep() implements Header {}

        record Remove() implements Header {}

        record Set(Secret value) implements Header {}
    }

    /// @param pollAddress where this stream is fetched, if it is there already
    static DeliveryWish parse(Body delivery, Optional<String> pollAddress, AllowedHosts allowed) {
        String method =
                delivery.text("method").orElseThrow(() -> Body.bad("delivery.method is missing"));
        return switch (method) {
            case PUSH -> push(delivery, allowed);
            case POLL -> {
                if (delivery.text("endpoint_url").isPresent()
                        && !delivery.text("endpoint_url").equals(pollAddress)) {
                    throw Body.bad("delivery.endpoint_url of a stream that is polled is ours");
                }
                yield POLLED;
            }
            default -> throw Body.bad("delivery.method must be " + PUSH + " or " + POLL);
        };
    }

    private static DeliveryWish push(Body delivery, AllowedHosts allowed) {
        String url =
                delivery.text("endpoint_url")
                        .orElseThrow(() -> Body.bad("delivery.endpoint_url is missing"));
        EndpointUrl.fault(url, allowed)
                .ifPresent(fault -> {
                    throw Body.bad("delivery.endpoint_url " + fault);
                });
        return new DeliveryWish(Kind.SSF_PUSH, Optional.of(URI.create(url)), header(delivery));
    }

    private static Header header(Body delivery) {
        if (!delivery.has("authorization_header")) {
            return new Header.Keep();
        }
        Optional<String> value =
                delivery.text("authorization_header").filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            return new Header.Remove();
        }
        if (!HEADER.matcher(value.get()).matches()) {
            throw Body.bad(
                    "delivery.authorization_header must have 1 to 4096 visible ASCII characters, with blanks only between"
                            + " them");
        }
        return new Header.Set(Secret.of(value.get()));
    }
}
