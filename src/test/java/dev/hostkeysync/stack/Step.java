package dev.hostkeysync.stack;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// One thing that happens to a person, and all it must lead to.
///
/// @param title the sentence to print
/// @param atZoom what Zoom itself does at the same moment, without us
/// @param requests what is sent to the service, in this order
record Step(
        String title, Person person, Runnable atZoom, List<Request> requests, Expected expected) {

    /// Whether the person is new to us: any other step needs an id that was given before.
    boolean introduces() {
        return expected.lifecycleType().equals("created");
    }

    /// @param call made when its turn comes: it may need an id that an earlier answer held
    /// @param statuses the answers that are right
    record Request(Supplier<Call> call, Set<Integer> statuses) {

        static Request of(Supplier<Call> call, Integer... statuses) {
            return new Request(call, Set.of(statuses));
        }
    }

    /// @param lifecycleType the type of the event on the topic of lifecycle events
    /// @param zoomStatus what Zoom answers to the PATCH that follows
    /// @param change `change` of the host-key event
    /// @param reveal what somebody who may read the key is answered then
    record Expected(String lifecycleType, int zoomStatus, String change, Reveal reveal) {

        /// The type in full, as it stands in `ce_type`.
        String fullLifecycleType() {
            return "dev.hostkeysync.user." + lifecycleType + ".v1";
        }
    }

    sealed interface Reveal {

        /// The digits, and they are those Zoom holds.
        record Shown() implements Reveal {}

        /// No digits.
        record Withheld(int status) implements Reveal {}
    }
}
