package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/// One version of a user's host key. Each state is a type of its own, and the methods that leave it
/// are the only ways out, so that a move that is not drawn here does not compile.
///
/// ```
///      open, committed before any call
///          ▼         confirmed              superseded, revoked
///      PENDING ────────────────► ACTIVE ─────────────────────────► RETIRED
///       │   ▲                                                         ▲
///       │   └── concealment changed; the digits stay                  │
///       └────────────────────── refused, revoked, superseded unsent ──┘
/// ```
///
/// Per user there is at most one PENDING and one ACTIVE version (invariant I2). Times have the
/// precision of PostgreSQL, microseconds.
public sealed interface HostKey {

    UserId userId();

    /// From 1, strictly increasing per user, never used twice.
    long version();

    /// Whether this is a key that nobody is ever shown: it only takes the place of one that a
    /// deactivated or removed user knows.
    boolean concealed();

    /// When the digits were drawn.
    Instant openedAt();

    default HostKeyState state() {
        return switch (this) {
            case Pending _ -> HostKeyState.PENDING;
            case Active _ -> HostKeyState.ACTIVE;
            case Retired _ -> HostKeyState.RETIRED;
        };
    }

    /// A version that Zoom may hold, so its digits are there.
    sealed interface Live extends HostKey {

        SealedDigits sealed();
    }

    /// Written down before Zoom was told (invariant I1).
    ///
    /// @param sent whether a call with these digits left us, or was about to, and nothing since has
    ///   said clearly that Zoom did not take them: Zoom may hold them now, the key is in doubt
    /// @param driftedAt when we heard, after the last such call began, that somebody else has set
    ///   another one: which of the two came last is not known
    record Pending(
            UserId userId,
            long version,
            boolean concealed,
            SealedDigits sealed,
            Instant openedAt,
            boolean sent,
            Optional<Instant> driftedAt)
            implements Live {

        /// The same digits (invariant I6), meant to be shown or not.
        public Pending withConcealment(boolean concealed) {
            return new Pending(userId, version, concealed, sealed, openedAt, sent, driftedAt);
        }

        /// Zoom said 204.
        public Active confirmed(Instant at) {
            return new Active(userId, version, concealed, sealed, openedAt, at, driftedAt);
        }

        /// Another one takes its place, before it was sent.
        public Retired superseded(Instant at) {
            return neverConfirmed(this, Optional.of(sealed), at, RetiredAs.SUPERSEDED);
        }

        public Retired refused(Instant at) {
            return neverConfirmed(this, Optional.of(sealed), at, RetiredAs.REFUSED);
        }

        public Retired revoked(Instant at) {
            return neverConfirmed(this, Optional.empty(), at, RetiredAs.REVOKED);
        }
    }

    /// What Zoom holds, unless somebody else has set another one.
    ///
    /// @param driftedAt when we heard of that; empty while nobody has
    record Active(
            UserId userId,
            long version,
            boolean concealed,
            SealedDigits sealed,
            Instant openedAt,
            Instant activatedAt,
            Optional<Instant> driftedAt)
            implements Live {

        public Retired superseded(Instant at) {
            return new Retired(
                    userId,
                    version,
                    concealed,
                    Optional.of(sealed),
                    openedAt,
                    Optional.of(activatedAt),
                    at,
                    RetiredAs.SUPERSEDED);
        }

        public Retired revoked(Instant at) {
            return new Retired(
                    userId,
                    version,
                    concealed,
                    Optional.empty(),
                    openedAt,
                    Optional.of(activatedAt),
                    at,
                    RetiredAs.REVOKED);
        }
    }

    /// No longer what Zoom holds, or never was.
    ///
    /// @param sealed empty once shredded
    /// @param activatedAt empty when Zoom never confirmed it
    record Retired(
            UserId userId,
            long version,
            boolean concealed,
            Optional<SealedDigits> sealed,
            Instant openedAt,
            Optional<Instant> activatedAt,
            Instant retiredAt,
            RetiredAs as)
            implements HostKey {

        /// The same row without its digits.
        public Retired shredded() {
            return new Retired(
                    userId,
                    version,
                    concealed,
                    Optional.empty(),
                    openedAt,
                    activatedAt,
                    retiredAt,
                    as);
        }
    }

    /// The end of digits of which Zoom never said that it has them.
    private static Retired neverConfirmed(
            Pending pending, Optional<SealedDigits> kept, Instant at, RetiredAs why) {
        return new Retired(
                pending.userId(),
                pending.version(),
                pending.concealed(),
                kept,
                pending.openedAt(),
                Optional.empty(),
                at,
                why);
    }
}
