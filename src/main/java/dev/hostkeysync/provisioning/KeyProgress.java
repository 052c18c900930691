package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// How far a user's key is, for who must not come before it: once Zoom's user is switched off or
/// gone, Zoom takes no other key for them. And the one turn that a user has at Zoom at a time.
@ApplicationScoped
public class KeyProgress {

    /// Where the withdrawal of the key of a user stands who is switched off or removed.
    public enum Withdrawal {
        /// The event that asks for it was not taken into account yet.
        AHEAD,
        /// Nobody withdraws the key though the provider withdrew the user: a mass change is held,
        /// or was dropped.
        KEPT,
        UNDER_WAY,
        /// Nothing is left to do: there is no key that anybody knows, or none is to be withdrawn.
        THROUGH
    }

    private record Key(long appliedVersion, Wanted wanted, SyncState state) {}

    private static final Key NONE = new Key(0, Wanted.NOTHING, SyncState.DONE);

    private final SyncList list;
    private final Map<UserStatus, Action> actions = new EnumMap<>(UserStatus.class);

    KeyProgress(ProvisioningConfig config, SyncList list) {
        this.list = list;
        actions.put(UserStatus.DEACTIVATED, config.onUserDeactivated());
        actions.put(UserStatus.REMOVED, config.onUserRemoved());
        actions.put(UserStatus.TRANSFERRED, config.onUserTransferred());
    }

    /// @param users who are not active, each with the version of the event that said so
    public Map<UserId, Withdrawal> withdrawals(Handle tx, Map<DirectoryUser, Long> users) {
        Map<UserId, Key> keys = keys(tx, users.keySet());
        Map<UserId, Withdrawal> found = new HashMap<>();
        users.forEach((user, version) ->
                found.put(
                        user.id(), withdrawal(user, version, keys.getOrDefault(user.id(), NONE))));
        return found;
    }

    /// How long ago what is wanted now was accepted for the keys of these users.
    public Map<UserId, Duration> acceptedFor(Handle tx, Collection<DirectoryUser> users) {
        Map<UserId, Duration> waiting = new HashMap<>();
        UUID[] ids = users.stream().map(user -> user.id().value()).toArray(UUID[]::new);
        tx.select(
                        "SELECT user_id, extract(epoch FROM now() - accepted_at) FROM sync_user"
                                + " WHERE user_id = ANY (?)",
                        (Object) ids)
                .map((row, _) ->
                        Map.entry(
                                new UserId(row.getObject(1, UUID.class)),
                                Duration.ofMillis((long) (row.getDouble(2) * 1000))))
                .forEach(entry -> waiting.put(entry.getKey(), entry.getValue()));
        return waiting;
    }

    private Withdrawal withdrawal(DirectoryUser user, long version, Key key) {
        if (key.appliedVersion() < version) {
            return Withdrawal.AHEAD;
        }
        return switch (key.wanted()) {
            case NOTHING -> Withdrawal.THROUGH;
            case KEY ->
                    actions.get(user.status()) == Action.IGNORE
                            ? Withdrawal.THROUGH
                            : Withdrawal.KEPT;
            case CONCEALED, GONE ->
                    key.state() == SyncState.DONE ? Withdrawal.THROUGH : Withdrawal.UNDER_WAY;
        };
    }

    private static Map<UserId, Key> keys(Handle tx, Collection<DirectoryUser> users) {
        Map<UserId, Key> keys = new HashMap<>();
        UUID[] ids = users.stream().map(user -> user.id().value()).toArray(UUID[]::new);
        tx.select(
                        "SELECT user_id, applied_version, wanted, state FROM sync_user WHERE user_id = ANY (?)",
                        (Object) ids)
                .map((row, _) ->
                        Map.entry(
                                new UserId(row.getObject(1, UUID.class)),
                                new Key(
                                        row.getLong(2),
                                        Wanted.valueOf(row.getString(3)),
                                        SyncState.valueOf(row.getString(4)))))
                .forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return keys;
    }

    /// Takes the turns of these users: until [#release], or for so long, no key of theirs is sent.
    ///
    /// @return those whose turn it was; the others' keys are being sent now
    public Set<UserId> take(Handle tx, Collection<UserId> users, Duration time) {
        Set<UserId> free = new TreeSet<>(users);
        if (free.isEmpty()) {
            return free;
        }
        var _ = list.lockAll(tx, free);
        boolean _ = free.removeAll(list.leased(tx, free));
        list.lease(tx, free, time);
        return free;
    }

    public void release(Handle tx, UserId user) {
        list.release(tx, List.of(user));
    }

    /// Why the key is not through, in words; empty when it is.
    public static Optional<String> reason(Withdrawal withdrawal) {
        return switch (withdrawal) {
            case AHEAD -> Optional.of("the event was not taken into account for the host key yet");
            case KEPT -> Optional.of("the host key is still the user's: its withdrawal is held");
            case UNDER_WAY -> Optional.of("the host key is being withdrawn");
            case THROUGH -> Optional.empty();
        };
    }
}
