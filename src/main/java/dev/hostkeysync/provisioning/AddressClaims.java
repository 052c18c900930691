package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryReader.Sharing;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Two users of ours may mean the same user of Zoom: one deleted and made again, or two accounts
/// with one address. Only one of them may set that key, or Zoom would hold one while we tell
/// another. Asked at each lease, when state and addresses are what they are, in whatever order the
/// events came.
@ApplicationScoped
class AddressClaims {

    /// Any fixed number does; this one is "address" in ASCII.
    private static final long LOCK = 0x61646472657373L;

    private final DirectoryReader directory;
    private final SyncList list;

    AddressClaims(DirectoryReader directory, SyncList list) {
        this.directory = directory;
        this.list = list;
    }

    enum Claim {
        /// Nobody else has the address.
        OWN,
        /// A removed user whose address a living one has: their key is the one at Zoom now.
        SUCCEEDED,
        /// A living user who is not the oldest with this address.
        TAKEN,
        /// Theirs, but a call for another user with this address may be under way.
        BUSY
    }

    /// The claims of users who were leased in this transaction.
    Map<UserId, Claim> of(Handle tx, Collection<DirectoryUser> users) {
        Map<UserId, Claim> claims = new HashMap<>();
        users.forEach(user -> claims.put(user.id(), Claim.OWN));
        List<UserId> ids = List.copyOf(claims.keySet());
        if (directory.sharing(tx, ids).isEmpty()) {
            return claims;
        }
        // Two replicas may lease two such users at the same moment: the second one looks again when
        // the first is through.
        int _ = tx.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
        List<Sharing> sharing = directory.sharing(tx, ids);
        Set<UserId> underWay =
                list.leased(tx, sharing.stream().map(Sharing::other).distinct().toList());
        List<DirectoryUser> removedFirst =
                users.stream()
                        .sorted(
                                Comparator.comparing(DirectoryUser::exists)
                                        .thenComparing(DirectoryUser::id))
                        .toList();
        for (DirectoryUser user : removedFirst) {
            Claim claim = of(user, sharing, underWay);
            claims.put(user.id(), claim);
            if (claim != Claim.OWN) {
                // Not called for in this turn, so nobody has to wait for them.
                underWay = without(underWay, user.id());
            }
        }
        return claims;
    }

    private static Claim of(DirectoryUser user, List<Sharing> sharing, Set<UserId> underWay) {
        Claim claim = Claim.OWN;
        for (Sharing with : sharing) {
            if (!with.user().equals(user.id())) {
                continue;
            }
            if (with.otherLives() && !user.exists()) {
                return Claim.SUCCEEDED;
            }
            if (with.otherLives() && with.other().compareTo(user.id()) < 0) {
                return Claim.TAKEN;
            }
            if (underWay.contains(with.other())) {
                claim = Claim.BUSY;
            }
        }
        return claim;
    }

    private static Set<UserId> without(Set<UserId> users, UserId user) {
        Set<UserId> rest = new HashSet<>(users);
        boolean _ = rest.remove(user);
        return rest;
    }
}
