package dev.hostkeysync.subscription;

import java.time.Instant;
import java.util.Optional;

/// Turns events into the requests of one [Kind]. Every bean of this type serves its kind; the
/// engine does the rest: leases, retries, the connection, what the answer means (2xx = delivered,
/// 410 = never again, all else = later).
public interface Encoder {

    Kind kind();

    /// Whether this process sends anything of this kind; the deliveries of one that is off wait for
    /// a replica where it is on.
    default boolean isOn() {
        return true;
    }

    /// Called for each attempt, without a transaction and on a thread that may block, but it should
    /// be quick.
    ///
    /// @param now of the attempt, by our clock
    /// @return empty when this receiver is not to be told: the delivery counts as done
    Optional<Message> encode(Receiver receiver, Event event, Instant now);

    /// Whether an answer says that this receiver will never take the event.
    ///
    /// @param body the beginning of the answer's, at status 400; otherwise empty
    /// @return why, in words of ours; empty when the status says it all
    default Optional<String> refusal(int status, String body) {
        return Optional.empty();
    }
}
