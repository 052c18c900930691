package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.directory.FactKind;
import dev.hostkeysync.provisioning.SyncState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Something that happened to one user, or is about to.
///
/// @param key tells events of the same moment apart, and which of them came later
public record UserEvent(Instant at, String key, What what) implements Comparable<UserEvent> {

    /// The newest first.
    private static final Comparator<UserEvent> ORDER =
            Comparator.comparing(UserEvent::at).thenComparing(UserEvent::key).reversed();

    public sealed interface What {}

    /// @param concealed whether nobody is ever shown this version
    /// @param cause of the first step: what asked for it, in the word of the event
    public record KeyStep(long version, Step step, boolean concealed, Optional<String> cause)
            implements What {}

    /// What became of a version.
    public enum Step {
        DRAWN("1"),
        SENT("2"),
        CONFIRMED("3"),
        DRIFTED("4"),
        SUPERSEDED("5"),
        REFUSED("5"),
        REVOKED("5");

        private final String rank;

        Step(String rank) {
            this.rank = rank;
        }

        /// In which order they come.
        String rank() {
            return rank;
        }
    }

    /// What somebody did, from the audit trail.
    public record Act(String actor, String action, String source, String detail) implements What {}

    /// What an identity provider or Zoom said by a webhook.
    ///
    /// @param kind empty = it was about these attributes
    public record Word(Optional<FactKind> kind, List<String> attributes) implements What {}

    /// The work at Zoom that is not finished was asked for.
    public record Asked(String cause) implements What {}

    /// Since then it is not known which key Zoom holds.
    public record InDoubt() implements What {}

    /// When Zoom is asked next.
    ///
    /// @param attempts so far
    public record NextAttempt(SyncState state, int attempts, Optional<String> reason)
            implements What {}

    /// The user is in the directory from then on.
    public record Known() implements What {}

    /// What is known of the user changed last.
    ///
    /// @param version counts the changes
    public record Changed(long version) implements What {}

    @Override
    public int compareTo(UserEvent other) {
        return ORDER.compare(this, other);
    }
}
