package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Puts the next key of many users on record: keeps a PENDING one, draws one where there is none.
final class HostKeyOpening {

    private static final Logger LOG = Logger.getLogger(HostKeyOpening.class);

    /// A round is lost only when another transaction opens, and confirms, the same user's key
    /// between two of our statements.
    private static final int ROUNDS = 5;

    private final HostKeyGenerator generator;
    private final HostKeySealer sealer;

    HostKeyOpening(HostKeyGenerator generator, HostKeySealer sealer) {
        this.generator = generator;
        this.sealer = sealer;
    }

    Map<UserId, OpenResult> open(Handle tx, Collection<OpenRequest> requests, Instant now) {
        // In the order of ids, so that two transactions lock in the same order.
        SortedMap<UserId, Boolean> concealed = new TreeMap<>();
        Map<UserId, String> causes = new HashMap<>();
        requests.forEach(request -> {
            concealed.put(request.userId(), request.concealed());
            causes.put(request.userId(), request.cause());
        });
        Map<UserId, OpenResult> results = new HashMap<>();
        for (int round = 0; round < ROUNDS && !concealed.isEmpty(); round++) {
            for (HostKey.Pending kept : keep(tx, concealed)) {
                results.put(kept.userId(), new OpenResult(kept, false));
            }
            concealed.keySet().removeAll(results.keySet());
            for (HostKey.Pending fresh : PendingRows.insert(tx, draw(tx, concealed, now), causes)) {
                results.put(fresh.userId(), new OpenResult(fresh, true));
            }
            concealed.keySet().removeAll(results.keySet());
        }
        if (!concealed.isEmpty()) {
            throw new IllegalStateException(
                    "others keep changing the host keys of %d users; try again"
                            .formatted(concealed.size()));
        }
        return results;
    }

    void renew(Handle tx, Collection<UserId> users, Instant now) {
        List<OpenRequest> retired = PendingRows.retireOutdated(tx, users, now);
        if (!retired.isEmpty()) {
            var _ = open(tx, retired, now);
        }
    }

    private static List<HostKey.Pending> keep(Handle tx, SortedMap<UserId, Boolean> concealed) {
        List<HostKey.Pending> kept = new ArrayList<>();
        List<HostKey.Pending> changed = new ArrayList<>();
        for (HostKey.Pending pending : PendingRows.lock(tx, concealed.keySet())) {
            HostKey.Pending asked =
                    pending.withConcealment(concealed.getOrDefault(pending.userId(), false));
            kept.add(asked);
            if (!asked.equals(pending)) {
                changed.add(asked);
            }
        }
        PendingRows.updateConcealment(tx, changed);
        PendingRows.outdate(tx, kept);
        return kept;
    }

    private List<HostKey.Pending> draw(
            Handle tx, SortedMap<UserId, Boolean> concealed, Instant now) {
        Map<UserId, List<HostKey>> remembered = PendingRows.remembered(tx, concealed.keySet());
        List<HostKey.Pending> drawn = new ArrayList<>(concealed.size());
        concealed.forEach((user, hidden) -> {
            List<HostKey> last = remembered.getOrDefault(user, List.of());
            long version = 1 + last.stream().mapToLong(HostKey::version).max().orElse(0);
            HostKeyDigits digits = generator.next(digitsOf(last));
            SealedDigits sealed = sealer.seal(user, version, digits);
            drawn.add(
                    new HostKey.Pending(
                            user, version, hidden, sealed, now, false, Optional.empty()));
        });
        return drawn;
    }

    private Set<HostKeyDigits> digitsOf(List<HostKey> keys) {
        Set<HostKeyDigits> digits = new HashSet<>();
        for (HostKey key : keys) {
            Optional<SealedDigits> sealed =
                    switch (key) {
                        case HostKey.Live live -> Optional.of(live.sealed());
                        case HostKey.Retired retired -> retired.sealed();
                    };
            try {
                sealed.ifPresent(it -> digits.add(sealer.open(key.userId(), key.version(), it)));
            } catch (UnreadableHostKey e) {
                // One damaged row must not keep its user, and the rest of the batch, without a key.
                LOG.warnf(
                        "%s. The user gets a new key all the same, which may repeat that one; look for rows"
                                + " of host_key that were changed by hand or restored in part",
                        e.getMessage());
            }
        }
        return digits;
    }
}
