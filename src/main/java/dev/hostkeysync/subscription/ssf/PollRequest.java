package dev.hostkeysync.subscription.ssf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a receiver that fetches sends (RFC 8936 section 2.4).
///
/// @param maxEvents at most so many SETs
/// @param returnImmediately whether not to wait when there is nothing
/// @param acknowledged `jti`s that the receiver has taken
/// @param refused `jti`s that it could not use, and why
record PollRequest(
        int maxEvents,
        boolean returnImmediately,
        List<String> acknowledged,
        Map<String, SetError> refused) {

    /// More are told when these are acknowledged.
    static final int MOST = 100;

    PollRequest {
        acknowledged = List.copyOf(acknowledged);
        refused = Map.copyOf(refused);
    }

    static PollRequest parse(Body body) {
        Map<String, SetError> refused = new LinkedHashMap<>();
        body.object("setErrs")
                .ifPresent(errors ->
                        errors.json()
                                .propertyStream()
                                .forEach(error -> {
                                    var _ =
                                            refused.put(
                                                    error.getKey(),
                                                    SetError.of(
                                                            error.getValue().path("err").asText()));
                                }));
        return new PollRequest(
                body.number("maxEvents", MOST).orElse(MOST),
                body.flag("returnImmediately"),
                body.texts("ack").orElse(List.of()),
                refused);
    }
}
