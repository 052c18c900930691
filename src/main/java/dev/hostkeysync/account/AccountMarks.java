package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Marks users for the loop: those of whom an event tells that Zoom may have to hear of them. What
/// is wanted stands in the directory; an event only says that it is time to look.
@ApplicationScoped
class AccountMarks {

    private final AccountList list;
    private final AccountSwitches switches;
    private final DirectoryReader directory;
    private final AccountPolicy policy;

    AccountMarks(
            AccountList list,
            AccountSwitches switches,
            DirectoryReader directory,
            AccountPolicy policy) {
        this.list = list;
        this.switches = switches;
        this.directory = directory;
        this.policy = policy;
    }

    /// Events of a version that was applied before mark nobody: a replay.
    ///
    /// @return whether there is work for the loop now
    boolean apply(Handle tx, List<LifecycleEvent> events) {
        Instant since = list.since(tx).orElse(Instant.MAX);
        Map<UserId, Long> known =
                list.lock(tx, events.stream().map(event -> event.envelope().userId()).toList());
        Map<UserId, Long> marked = new HashMap<>();
        Map<UserId, Instant> withdrawn = new HashMap<>();
        Set<UserId> awake = new HashSet<>();
        int freed = 0;
        for (LifecycleEvent event : events) {
            Envelope envelope = event.envelope();
            UserId user = envelope.userId();
            if (envelope.version() <= known.getOrDefault(user, 0L)) {
                continue;
            }
            switch (event) {
                // They may be off from the beginning.
                case LifecycleEvent.UserCreated _ -> {
                    marked.merge(user, envelope.version(), Math::max);
                    if (!envelope.occurredAt().isBefore(since)) {
                        withdrawn.put(user, envelope.occurredAt());
                    }
                }
                case LifecycleEvent.UserReactivated _,
                        LifecycleEvent.SsoChanged _,
                        LifecycleEvent.ProfileChanged _,
                        LifecycleEvent.UserTransferred _ ->
                        marked.merge(user, envelope.version(), Math::max);
                // Who was withdrawn before this was switched on is left alone.
                case LifecycleEvent.UserDeactivated _, LifecycleEvent.UserRemoved _ -> {
                    if (!envelope.occurredAt().isBefore(since)) {
                        marked.merge(user, envelope.version(), Math::max);
                        withdrawn.put(user, envelope.occurredAt());
                    }
                }
                case LifecycleEvent.ZoomUserReady _ -> {
                    boolean _ = awake.add(user);
                }
                case LifecycleEvent.HostKeyDrifted _ -> {}
            }
            freed += freesALicence(event) ? 1 : 0;
        }
        switches.switchedOnByOthers(tx, onAtZoom(tx, awake));
        list.mark(tx, marks(tx, marked, withdrawn));
        int woken = list.wake(tx, awake) + list.wakeForLicence(tx, freed);
        return !marked.isEmpty() || woken > 0;
    }

    private List<UserId> onAtZoom(Handle tx, Collection<UserId> users) {
        return users.isEmpty()
                ? List.of()
                : directory.current(tx, users).values().stream()
                        .filter(DirectoryUser::activeAtZoom)
                        .map(DirectoryUser::id)
                        .toList();
    }

    /// These users, whatever was told of them.
    void mark(Handle tx, Collection<DirectoryUser> users) {
        Set<UserId> ids = users.stream().map(DirectoryUser::id).collect(Collectors.toSet());
        Map<UserId, Long> known = list.lock(tx, ids);
        Map<UserId, Long> versions = new HashMap<>();
        // Their key is through when it is as far as the user is now.
        users.forEach(user -> versions.put(user.id(), known.getOrDefault(user.id(), 0L)));
        Map<UserId, Instant> withdrawn = list.withdrawn(tx, ids);
        users.stream()
                .filter(user -> !user.exists() || !user.profile().active())
                .forEach(user -> withdrawn.putIfAbsent(user.id(), user.updatedAt()));
        list.mark(tx, marks(tx, versions, withdrawn));
    }

    /// @param news when these were withdrawn; of others the list knows
    private List<AccountList.Mark> marks(
            Handle tx, Map<UserId, Long> versions, Map<UserId, Instant> news) {
        if (versions.isEmpty()) {
            return List.of();
        }
        Set<UserId> off = switches.offByUs(tx, versions.keySet());
        Map<UserId, Instant> withdrawn = list.withdrawn(tx, versions.keySet());
        withdrawn.putAll(news);
        List<AccountList.Mark> marks = new ArrayList<>();
        directory
                .current(tx, versions.keySet())
                .forEach((id, user) -> {
                    Wanted wanted = Wanted.of(user, policy, off.contains(id));
                    // Whatever an event tells, it does not take away from who was withdrawn before.
                    if (!wanted.withdraws() || withdrawn.containsKey(id)) {
                        marks.add(
                                new AccountList.Mark(
                                        id,
                                        versions.getOrDefault(id, 0L),
                                        wanted,
                                        Optional.ofNullable(withdrawn.get(id))));
                    }
                });
        return marks;
    }

    /// What Zoom tells of others may leave one to spare.
    private static boolean freesALicence(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.UserTransferred _ -> true;
            case LifecycleEvent.UserDeactivated(var _, Cause cause) -> cause == Cause.ZOOM;
            case LifecycleEvent.UserCreated _,
                    LifecycleEvent.UserReactivated _,
                    LifecycleEvent.SsoChanged _,
                    LifecycleEvent.ProfileChanged _,
                    LifecycleEvent.UserRemoved _,
                    LifecycleEvent.ZoomUserReady _,
                    LifecycleEvent.HostKeyDrifted _ ->
                    false;
        };
    }
}
