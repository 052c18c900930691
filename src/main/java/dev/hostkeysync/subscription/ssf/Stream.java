package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.subscription.Change;
import dev.hostkeysync.subscription.Filter;
import dev.hostkeysync.subscription.Kind;
import dev.hostkeysync.subscription.State;
import dev.hostkeysync.subscription.Subscription;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A subscription of kind SSF_PUSH or SSF_POLL.
///
/// @param terms what a subscription does not have
/// @param activeAt when its receiver was last heard of, exact to a minute
record Stream(Subscription subscription, Terms terms, Instant activeAt) {

    static final Set<Kind> KINDS = Set.of(Kind.SSF_PUSH, Kind.SSF_POLL);

    /// Nothing that a stream tells gets through: SETs have no word for a key that could not be set.
    private static final Filter NOTHING = new Filter(Set.of(Change.FAILED), false);

    private static final Filter CHANGES =
            new Filter(EnumSet.of(Change.ISSUED, Change.ROTATED, Change.REVOKED), true);

    /// @param audience the claim `aud`
    /// @param format how users are named
    /// @param requested event types as the receiver wrote them; empty = it did not say
    record Terms(List<String> audience, SubjectFormat format, Optional<List<String>> requested) {

        Terms {
            audience = List.copyOf(audience);
            requested = requested.map(List::copyOf);
        }

        /// What the receiver gets: what it asked for of what there is, or all of that.
        List<String> delivered() {
            return requested
                    .map(wish -> EventTypes.SUPPORTED.stream().filter(wish::contains).toList())
                    .orElse(EventTypes.SUPPORTED);
        }

        Filter filter() {
            return delivered().contains(EventTypes.CREDENTIAL_CHANGE) ? CHANGES : NOTHING;
        }
    }

    UUID id() {
        return subscription.id();
    }

    boolean isPolled() {
        return subscription.kind() == Kind.SSF_POLL;
    }

    boolean isEnabled() {
        return subscription.status().state() == State.ENABLED;
    }

    boolean belongsTo(Peer peer) {
        return subscription.createdBy().equals(peer.label());
    }

    boolean isFor(Peer peer) {
        return belongsTo(peer) || peer.operator();
    }
}
