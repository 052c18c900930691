package dev.hostkeysync.webhook;

import java.util.Locale;

/// What came of one event; the label `outcome` of `hostkeysync_webhooks_total`.
public enum Outcome {
    /// The directory is another one than before, or somebody was told something.
    CHANGED,
    /// It was so already.
    UNCHANGED,
    /// Taken before under the same id.
    DUPLICATE,
    /// Something newer was known already.
    LATE,
    /// Nobody here has that name.
    UNKNOWN_USER,
    /// The name fits several users, and the sender gave no surer one.
    AMBIGUOUS_USER,
    /// An event that means nothing to us.
    IGNORED,
    /// The handshake by which a sender checks the address.
    VALIDATION,
    /// No proof, or a wrong one.
    REFUSED,
    /// Not what this sender sends.
    MALFORMED,
    /// Our own trouble; the sender repeats it.
    FAILED;

    /// Whether the sender has surely proved who it is. Much is malformed or too large before there
    /// is a proof to look at.
    boolean isProved() {
        return this != REFUSED && this != MALFORMED && this != FAILED;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
