package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryReader.Sharing;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.provisioning.KeyProgress;
import dev.hostkeysync.provisioning.KeyProgress.Withdrawal;
import dev.hostkeysync.provisioning.Protection;
import dev.hostkeysync.zoom.ZoomConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Takes users off the list for this process, and decides who may have a turn at Zoom now.
@ApplicationScoped
class AccountLeases {

    /// So long an account waits for its key, then it goes on without: longer than Zoom is away as a
    /// rule, and than its throttling of a second lasts.
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration SOON = Duration.ofSeconds(1);

    /// Calls that a turn makes at most, each once more for a refused token.
    private static final int CALLS = 2 * 5;

    /// Any fixed number does; this one is "account" in ASCII.
    private static final long LOCK = 0x6163636f756e74L;

    private final Jdbi jdbi;
    private final AccountList list;
    private final DirectoryReader directory;
    private final Protection protection;
    private final KeyProgress keys;
    private final AccountPolicy policy;
    private final Duration lease;

    AccountLeases(
            Jdbi jdbi,
            AccountList list,
            DirectoryReader directory,
            Protection protection,
            KeyProgress keys,
            AccountPolicy policy,
            ZoomConfig zoom) {
        this.jdbi = jdbi;
        this.list = list;
        this.directory = directory;
        this.protection = protection;
        this.keys = keys;
        this.policy = policy;
        // Longer than the longest turn: a user has one call under way at most.
        this.lease = zoom.requestTimeout().plusSeconds(5).multipliedBy(CALLS);
    }

    List<AccountTask> take(int atMost) {
        return jdbi.inTransaction(tx -> {
            List<AccountRow> rows = list.lease(tx, atMost, lease);
            return rows.isEmpty() ? List.of() : new Step(tx, rows).tasks();
        });
    }

    /// One batch of leased rows, in the transaction of the lease.
    private final class Step {

        private final Handle tx;
        private final List<AccountRow> rows;
        private final Map<UserId, DirectoryUser> people;
        private final Map<UserId, List<Sharing>> sharing = new HashMap<>();
        private final Map<UserId, DirectoryUser> others;
        private final Set<UserId> busy;

        Step(Handle tx, List<AccountRow> rows) {
            this.tx = tx;
            this.rows = rows;
            List<UserId> ids = rows.stream().map(AccountRow::userId).toList();
            this.people = directory.current(tx, ids);
            List<Sharing> shared = directory.sharing(tx, ids);
            if (!shared.isEmpty()) {
                // Two replicas may lease two such users at the same moment: the second one looks
                // again when the first is through.
                int _ = tx.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
                shared = directory.sharing(tx, ids);
            }
            shared.forEach(
                    one -> sharing.computeIfAbsent(one.user(), _ -> new ArrayList<>()).add(one));
            List<UserId> with = shared.stream().map(Sharing::other).toList();
            this.others = directory.current(tx, with);
            // Of those who were leased just now one at most goes; see below.
            this.busy = new HashSet<>(list.leased(tx, with));
            ids.forEach(busy::remove);
        }

        List<AccountTask> tasks() {
            Set<UserId> isProtected = protection.among(tx, people.values());
            List<AccountTask> open = new ArrayList<>();
            for (AccountRow row : rows) {
                Optional<DirectoryUser> user = Optional.ofNullable(people.get(row.userId()));
                if (user.isEmpty()) {
                    write(row, Wanted.NOTHING, AccountResult.untouched(row));
                } else if (isProtected.contains(row.userId())) {
                    hinder(row, user.get(), Hindrance.PROTECTED, "the user is protected");
                } else if (mayGo(row, user.get())) {
                    open.add(new AccountTask(row, user.get(), wanted(row, user.get()), type(row)));
                }
            }
            return turns(withoutKeysInTheWay(open));
        }

        private boolean mayGo(AccountRow row, DirectoryUser user) {
            Wanted wanted = wanted(row, user);
            if (wanted == Wanted.NOTHING) {
                // Whoever comes back may be another of Zoom's users.
                AccountResult result = AccountResult.untouched(row);
                write(
                        row,
                        wanted,
                        user.status() == UserStatus.TRANSFERRED ? result.unknown() : result);
                return false;
            }
            if (isThere(row, user, wanted)) {
                write(row, wanted, AccountResult.untouched(row));
                return false;
            }
            return isOwn(row, user, wanted);
        }

        private static boolean isThere(AccountRow row, DirectoryUser user, Wanted wanted) {
            return wanted == Wanted.PRESENT
                    && !row.offByUs()
                    && row.zoomUserId().isPresent()
                    && row.zoomUserId().equals(user.zoomUserId())
                    && row.pushed().filter(AccountTask.hash(user)::equals).isPresent();
        }

        /// Two users of ours may mean the same user of Zoom.
        private boolean isOwn(AccountRow row, DirectoryUser user, Wanted wanted) {
            boolean wait = false;
            for (Sharing with : sharing.getOrDefault(row.userId(), List.of())) {
                if (with.otherLives() && !user.exists()) {
                    // It is theirs now: made anew, or never this one's alone.
                    write(row, Wanted.NOTHING, AccountResult.untouched(row));
                    return false;
                }
                if (wanted.withdraws() && isActive(with.other())) {
                    hinder(row, user, Hindrance.SHARED, "an active user has the same address");
                    return false;
                }
                if (with.otherLives() && with.other().compareTo(row.userId()) < 0) {
                    hinder(row, user, Hindrance.SHARED, "an older user has the same address");
                    return false;
                }
                wait |=
                        busy.contains(with.other())
                                || (!with.otherLives()
                                        && !user.exists()
                                        && people.containsKey(with.other())
                                        && with.other().compareTo(row.userId()) < 0);
            }
            if (wait) {
                list.later(tx, row, SOON);
            }
            return !wait;
        }

        private boolean isActive(UserId id) {
            return Optional.ofNullable(others.get(id))
                    .filter(other -> other.status() == UserStatus.ACTIVE)
                    .isPresent();
        }

        private List<AccountTask> withoutKeysInTheWay(List<AccountTask> tasks) {
            Map<DirectoryUser, Long> withdrawn = new HashMap<>();
            tasks.stream()
                    .filter(task -> task.wanted().withdraws())
                    .forEach(task -> withdrawn.put(task.user(), task.row().appliedVersion()));
            Map<UserId, Withdrawal> progress =
                    withdrawn.isEmpty() ? Map.of() : keys.withdrawals(tx, withdrawn);
            Map<UserId, Duration> waiting =
                    withdrawn.isEmpty() ? Map.of() : keys.acceptedFor(tx, withdrawn.keySet());
            return tasks.stream()
                    .filter(task ->
                            !task.wanted().withdraws()
                                    || mayWithdraw(
                                            task,
                                            progress.get(task.row().userId()),
                                            waiting.get(task.row().userId())))
                    .toList();
        }

        private boolean mayWithdraw(
                AccountTask task, @Nullable Withdrawal withdrawal, @Nullable Duration acceptedFor) {
            Withdrawal progress = withdrawal == null ? Withdrawal.AHEAD : withdrawal;
            // A held withdrawal is accepted when it is approved, long after the mark.
            boolean patient =
                    task.row().markedFor().compareTo(PATIENCE) < 0
                            || (acceptedFor != null && acceptedFor.compareTo(PATIENCE) < 0);
            Optional<Hindrance> hindrance =
                    switch (progress) {
                        case THROUGH -> Optional.empty();
                        case UNDER_WAY -> patient ? Optional.of(Hindrance.KEY) : Optional.empty();
                        // However long it takes: an account that ran ahead could not be had back.
                        case AHEAD -> Optional.of(Hindrance.KEY);
                        case KEPT -> Optional.of(Hindrance.KEY_KEPT);
                    };
            hindrance.ifPresent(by ->
                    hinder(
                            task.row(),
                            task.user(),
                            by,
                            KeyProgress.reason(progress).orElseThrow()));
            return hindrance.isEmpty();
        }

        private List<AccountTask> turns(List<AccountTask> tasks) {
            Set<UserId> taken =
                    keys.take(tx, tasks.stream().map(task -> task.row().userId()).toList(), lease);
            tasks.stream()
                    .filter(task -> !taken.contains(task.row().userId()))
                    .forEach(task -> list.later(tx, task.row(), SOON));
            return tasks.stream().filter(task -> taken.contains(task.row().userId())).toList();
        }

        private Wanted wanted(AccountRow row, DirectoryUser user) {
            Wanted wanted = Wanted.of(user, policy, row.offByUs());
            return wanted.withdraws() && row.withdrawnAt().isEmpty() ? Wanted.NOTHING : wanted;
        }

        private ZoomType type(AccountRow row) {
            return policy.types()
                    .of(
                            policy.types().asksForGroups()
                                    ? directory.groupsOf(tx, row.userId())
                                    : Set.of());
        }

        private void hinder(AccountRow row, DirectoryUser user, Hindrance by, String reason) {
            write(row, wanted(row, user), AccountResult.hindered(row, by, reason));
        }

        private void write(AccountRow row, Wanted wanted, AccountResult result) {
            list.write(tx, row, wanted, result);
        }
    }
}
