package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.Protection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds out who of Zoom's users is without a key that they may have. Reads, and writes nothing:
/// asked when the list is there, and once more when a user's turn has come.
@ApplicationScoped
class Classifier {

    private final DirectoryReader directory;
    private final HostKeyLedger ledger;
    private final Protection protection;

    Classifier(DirectoryReader directory, HostKeyLedger ledger, Protection protection) {
        this.directory = directory;
        this.ledger = ledger;
        this.protection = protection;
    }

    /// @param rotatedBefore keys set before that are replaced; empty = none is
    /// @return by the keys of the rows
    Map<String, Decision> decide(Handle tx, List<Listed> listed, Optional<Instant> rotatedBefore) {
        Map<UserId, DirectoryUser> people = directory.current(tx, MatchSql.candidates(tx, listed));
        Set<UserId> ids = people.keySet();
        Standings standings =
                new Standings(
                        Matching.of(people.values()),
                        protection.among(tx, people.values()),
                        ledger.currentOf(tx, ids),
                        withoutKeyOnPurpose(tx, ids),
                        stuck(tx, ids),
                        everybodyIsEligible(tx),
                        rotatedBefore);
        Map<String, Decision> decisions = new HashMap<>();
        listed.forEach(one -> decisions.put(one.key(), decide(one, standings)));
        return decisions;
    }

    /// @param withoutKeyOnPurpose whose key was taken away
    /// @param stuck whose key is under way, but not tried for long: how it is
    /// @param everybody whether `HOSTKEY_ELIGIBLE_GROUPS` is empty
    private record Standings(
            Matching matching,
            Set<UserId> protectedUsers,
            Map<UserId, CurrentKey> keys,
            Set<UserId> withoutKeyOnPurpose,
            Map<UserId, Order> stuck,
            boolean everybody,
            Optional<Instant> rotatedBefore) {

        /// Whether this key is not to be relied upon.
        boolean isOver(HostKey.Active key) {
            return key.driftedAt().isPresent()
                    || rotatedBefore.filter(then -> !key.activatedAt().isAfter(then)).isPresent();
        }
    }

    private Decision decide(Listed one, Standings now) {
        Optional<DirectoryUser> known = now.matching().of(one);
        boolean isProtected =
                one.email().filter(protection::covers).isPresent()
                        || known.map(DirectoryUser::id)
                                .filter(now.protectedUsers()::contains)
                                .isPresent();
        Optional<Skip> atZoom = isProtected ? Optional.of(Skip.PROTECTED) : atZoom(one);
        if (atZoom.isPresent()) {
            return new Decision.Leave(atZoom.get(), known.map(DirectoryUser::id), /* link */ false);
        }
        return known.map(user -> ofKnown(one, user, now)).orElseGet(() -> ofUnknown(one, now));
    }

    private static Optional<Skip> atZoom(Listed one) {
        return switch (one.status()) {
            case PENDING -> Optional.of(Skip.PENDING);
            case INACTIVE -> Optional.of(Skip.DEACTIVATED);
            case ACTIVE -> one.isLicensed() ? Optional.empty() : Optional.of(Skip.UNLICENSED);
        };
    }

    private static Decision ofUnknown(Listed one, Standings now) {
        if (one.email().isEmpty()) {
            return Decision.Leave.of(Skip.NO_EMAIL);
        }
        // Somebody new is in no group.
        return now.everybody() ? new Decision.Adopt() : Decision.Leave.of(Skip.NOT_ELIGIBLE);
    }

    private static Decision ofKnown(Listed one, DirectoryUser user, Standings now) {
        Optional<Skip> standing = standing(one, user);
        if (standing.isPresent()) {
            return Decision.Leave.of(standing.get(), user.id());
        }
        boolean link = user.zoomUserId().isEmpty() && one.zoomUserId().isPresent();
        if (now.withoutKeyOnPurpose().contains(user.id())) {
            return Decision.Leave.of(Skip.REVOKED, user.id());
        }
        @Nullable Order again = now.stuck().get(user.id());
        if (again != null) {
            return new Decision.Give(user.id(), again, link);
        }
        Optional<CurrentKey> key = Optional.ofNullable(now.keys().get(user.id()));
        if (key.flatMap(CurrentKey::pending).filter(pending -> !pending.concealed()).isPresent()) {
            // NB: not linked: a call by the address that is under way would have to be repeated.
            return Decision.Leave.of(Skip.KEY_UNDER_WAY, user.id());
        }
        return key.flatMap(CurrentKey::active)
                .filter(active -> !active.concealed())
                .<Decision>map(active ->
                        now.isOver(active)
                                ? new Decision.Give(user.id(), Order.ROTATE, link)
                                : new Decision.Leave(Skip.HAS_KEY, Optional.of(user.id()), link))
                .orElseGet(() -> new Decision.Give(user.id(), Order.FILL, link));
    }

    private static Optional<Skip> standing(Listed one, DirectoryUser user) {
        boolean another =
                user.zoomUserId().isPresent()
                        && one.zoomUserId().isPresent()
                        && !user.zoomUserId().equals(one.zoomUserId());
        if (user.status() == UserStatus.REMOVED) {
            return Optional.of(Skip.REMOVED);
        }
        if (user.status() == UserStatus.TRANSFERRED) {
            return Optional.of(Skip.LEFT_ACCOUNT);
        }
        if (!user.eligible()) {
            return Optional.of(Skip.NOT_ELIGIBLE);
        }
        if (user.status() == UserStatus.DEACTIVATED) {
            return Optional.of(Skip.DEACTIVATED);
        }
        return another ? Optional.of(Skip.OTHER_ZOOM_USER) : Optional.empty();
    }

    /// Zoom lists them as licensed, so that it is worth a try at once.
    private static Map<UserId, Order> stuck(Handle tx, Collection<UserId> users) {
        Map<UserId, Order> orders = new HashMap<>();
        tx.select(
                        "SELECT user_id, state FROM sync_user WHERE user_id = ANY (?) AND state IN"
                                + " ('WAITING', 'REFUSED')",
                        (Object) uuids(users))
                .map((row, _) ->
                        orders.put(
                                new UserId(row.getObject(1, UUID.class)),
                                row.getString(2).equals("WAITING") ? Order.ISSUE : Order.RETRY))
                .list();
        return orders;
    }

    /// Also to be asked once more when the work on the users is locked.
    static Set<UserId> withoutKeyOnPurpose(Handle tx, Collection<UserId> users) {
        return new HashSet<>(
                tx.select(
                                "SELECT user_id FROM sync_user WHERE user_id = ANY (?) AND wanted IN"
                                        + " ('CONCEALED', 'GONE')",
                                (Object) uuids(users))
                        .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list());
    }

    private static UUID[] uuids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }

    private static boolean everybodyIsEligible(Handle tx) {
        return tx.select("SELECT eligible_groups = '{}' FROM directory_policy")
                .mapTo(Boolean.class)
                .one();
    }
}
