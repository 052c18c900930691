package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import java.time.Instant;
import java.util.Optional;

/// How it stands with one user's key, for the user; never digits.
///
/// @param version of the key that Zoom confirmed last; 0 = of none
/// @param changedAt when Zoom confirmed it; empty for one that nobody is ever shown
/// @param cause what asked for that version, in the word of the event; empty = not known any more
/// @param hindrance why Zoom does not take what is on its way
public record KeyStanding(
        Stage stage,
        long version,
        Optional<Instant> changedAt,
        String cause,
        Optional<String> hindrance,
        boolean isProtected) {

    /// What the user meets.
    public enum Stage {
        /// Switched off, at the identity provider or at Zoom.
        SWITCHED_OFF,
        /// In none of the groups whose members get a key.
        NOT_ELIGIBLE,
        /// The Zoom user left the account.
        LEFT,
        /// Nobody asked for a key yet.
        NONE,
        /// The first one is on its way.
        FIRST_ON_ITS_WAY,
        /// Zoom cannot take the first one yet: no such user, no licence.
        FIRST_WAITS,
        /// Zoom refused several keys in a row.
        REFUSED,
        /// A key was sent, and Zoom has not confirmed it.
        IN_DOUBT,
        /// Somebody else has set another one at Zoom.
        DRIFTED,
        /// Taken away.
        WITHDRAWN,
        READY,
        /// Valid until the next one, which is on its way, is there.
        BEING_REPLACED;

        /// Whether something is about to happen by itself, within moments.
        public boolean isPassing() {
            return this == FIRST_ON_ITS_WAY || this == IN_DOUBT || this == BEING_REPLACED;
        }

        /// Whether there is a key that the user may be shown.
        public boolean isShown() {
            return this == READY || this == BEING_REPLACED;
        }
    }

    /// @param cause of the version that Zoom confirmed last
    static KeyStanding of(UserKey one, Optional<String> cause) {
        Optional<HostKey.Active> active = one.active().filter(key -> !key.concealed());
        return new KeyStanding(
                stage(one),
                active.map(HostKey.Active::version).orElse(0L),
                active.map(HostKey.Active::activatedAt),
                active.flatMap(_ -> cause).orElse(""),
                one.workState() == SyncState.DONE
                        ? Optional.empty()
                        : one.work().flatMap(SyncStanding::reason),
                one.isProtected());
    }

    private static Stage stage(UserKey one) {
        if (one.user().status() != UserStatus.ACTIVE) {
            return switch (one.user().status()) {
                case DEACTIVATED -> one.user().eligible() ? Stage.SWITCHED_OFF : Stage.NOT_ELIGIBLE;
                case TRANSFERRED -> Stage.LEFT;
                case REMOVED, ACTIVE -> Stage.SWITCHED_OFF;
            };
        }
        Optional<HostKey.Pending> pending = one.pending();
        Optional<HostKey.Active> active = one.active().filter(key -> !key.concealed());
        // Whoever may not be told a key must not read here that there is one: as the reveal
        // decides.
        if (pending.filter(HostKey.Pending::concealed).isPresent()) {
            return Stage.WITHDRAWN;
        }
        if (pending.filter(HostKey.Pending::sent).isPresent()) {
            return one.workState() == SyncState.REFUSED ? Stage.REFUSED : Stage.IN_DOUBT;
        }
        if (active.flatMap(HostKey.Active::driftedAt).isPresent()) {
            return Stage.DRIFTED;
        }
        if (active.isPresent()) {
            return pending.isPresent() ? Stage.BEING_REPLACED : Stage.READY;
        }
        if (pending.isPresent()) {
            return switch (one.workState()) {
                case WAITING -> Stage.FIRST_WAITS;
                case REFUSED -> Stage.REFUSED;
                case DUE, IN_DOUBT, DONE -> Stage.FIRST_ON_ITS_WAY;
            };
        }
        if (one.workState() == SyncState.REFUSED) {
            return Stage.REFUSED;
        }
        return one.key().isPresent() ? Stage.WITHDRAWN : Stage.NONE;
    }
}
