package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.subscription.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Makes the SETs of a stream.
@ApplicationScoped
class StreamTokens {

    private final Jdbi jdbi;
    private final Streams streams;
    private final SigningKeys keys;
    private final Issuer issuer;

    StreamTokens(Jdbi jdbi, Streams streams, SigningKeys keys, Issuer issuer) {
        this.jdbi = jdbi;
        this.streams = streams;
        this.keys = keys;
        this.issuer = issuer;
    }

    /// @return a signed SET; empty when the receiver is not to be told of the event
    Optional<String> token(UUID stream, Event event) {
        return jdbi.withHandle(handle ->
                        streams.find(handle, stream)
                                .flatMap(one ->
                                        SecurityEventToken.of(
                                                event, stream, one.terms(), issuer.name()))
                                .filter(token ->
                                        !streams.isRemoved(handle, stream, token.userNames())))
                .map(token -> token.signed(keys.current()));
    }
}
