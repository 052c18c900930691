package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.ChangeResult.Changed;
import dev.hostkeysync.directory.ChangeResult.NotFound;
import dev.hostkeysync.directory.ChangeResult.Unchanged;
import dev.hostkeysync.directory.ChangeResult.UserNameTaken;
import dev.hostkeysync.directory.ChangeResult.VersionMismatch;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Applies changes to users. One transaction each: lock the row, work out the next state, write it
/// with the next version, append the events to the outbox. When this returns, all of it is
/// committed (invariant I5).
@ApplicationScoped
public class Directory {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final Users users;
    private final Members members;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    Directory(
            Jdbi jdbi, Users users, Members members, Outbox outbox, Ids ids, InstantSource clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.members = members;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param origin who says so, such as `scim:okta`; it is written into the events
    public ChangeResult apply(UserChange change, String origin) {
        try {
            return jdbi.inTransaction(tx -> {
                Change step = new Change(tx, origin);
                return switch (change) {
                    case UserChange.Create(Profile profile) -> step.create(profile);
                    case UserChange.Edit(UserId id, OptionalLong only, var edit) ->
                            step.edit(id, only, edit);
                    case UserChange.Remove(UserId id, OptionalLong only) -> step.remove(id, only);
                    case UserChange.Transfer transfer -> step.transfer(transfer);
                };
            });
        } catch (UnableToExecuteStatementException e) {
            if (isUniqueViolation(e)) {
                return new UserNameTaken();
            }
            throw e;
        }
    }

    static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof java.sql.SQLException sql
                && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    /// One change inside its transaction.
    private final class Change {

        private final Handle tx;
        private final EventDraft draft;

        Change(Handle tx, String origin) {
            this.tx = tx;
            // PostgreSQL keeps microseconds; what we return must be what we would read back.
            this.draft =
                    new EventDraft(ids, clock.instant().truncatedTo(ChronoUnit.MICROS), origin);
        }

        ChangeResult create(Profile profile) {
            DirectoryUser user =
                    users.insert(
                            tx,
                            new DirectoryUser(
                                    new UserId(ids.next()),
                                    profile,
                                    Optional.empty(),
                                    /* eligible */ true,
                                    DirectoryUser.statusOf(profile, true),
                                    1,
                                    draft.now(),
                                    draft.now()));
            return announced(user, List.of(draft.created(user)));
        }

        ChangeResult edit(UserId id, OptionalLong only, UnaryOperator<Profile> edit) {
            return locked(
                    users.lock(tx, id),
                    only,
                    before -> {
                        Profile profile = edit.apply(before.profile());
                        if (Documents.same(before.profile(), profile)) {
                            return new Unchanged(before);
                        }
                        DirectoryUser after =
                                before.changed(profile, before.eligible(), draft.now());
                        List<LifecycleEvent> events = draft.edited(before, after);
                        // Each event has a version of its own, so that none is taken for a replay
                        // of another.
                        return stored(after, events);
                    });
        }

        ChangeResult remove(UserId id, OptionalLong only) {
            // Before any other lock: the user leaves their groups.
            Policy _ = Policy.lock(tx);
            return locked(
                    users.lock(tx, id),
                    only,
                    before -> {
                        DirectoryUser after =
                                before.next(
                                        Documents.forgotten(before.profile()),
                                        UserStatus.REMOVED,
                                        draft.now());
                        members.leaveEveryGroup(tx, id.value(), draft.now());
                        return stored(after, List.of(draft.removed(after)));
                    });
        }

        ChangeResult transfer(UserChange.Transfer transfer) {
            return locked(
                    users.lockByZoom(tx, transfer.zoomUserId(), transfer.email()),
                    OptionalLong.empty(),
                    found -> {
                        DirectoryUser before = found.linkedTo(transfer.zoomUserId());
                        if (before.status() == UserStatus.TRANSFERRED) {
                            return new Unchanged(before);
                        }
                        DirectoryUser after =
                                before.next(before.profile(), UserStatus.TRANSFERRED, draft.now());
                        return stored(after, List.of(draft.transferred(after)));
                    });
        }

        private ChangeResult locked(
                Optional<DirectoryUser> user,
                OptionalLong only,
                java.util.function.Function<DirectoryUser, ChangeResult> change) {
            if (user.isEmpty() || !user.get().exists()) {
                return new NotFound();
            }
            if (only.isPresent() && only.getAsLong() != user.get().version()) {
                return new VersionMismatch(user.get().version());
            }
            return change.apply(user.get());
        }

        private ChangeResult stored(DirectoryUser after, List<LifecycleEvent> events) {
            long version =
                    events.isEmpty() ? after.version() : events.getLast().envelope().version();
            DirectoryUser stored = after.atVersion(version);
            users.update(tx, stored);
            return announced(stored, events);
        }

        private ChangeResult announced(DirectoryUser user, List<LifecycleEvent> events) {
            outbox.append(tx, events.stream().map(EventDraft::message).toList());
            return new Changed(user, events);
        }
    }
}
