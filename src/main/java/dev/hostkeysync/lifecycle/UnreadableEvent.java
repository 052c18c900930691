package dev.hostkeysync.lifecycle;

/// A record on the topic that is none of our events. The message is fit for a dead letter: it names
/// what is wrong and repeats nothing of the record.
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String reason) {
        super(reason);
    }
}
