package dev.hostkeysync.directory;

import dev.hostkeysync.common.GroupCommit;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Applies changes to users. In one transaction: lock the row, work out the next state, write it
/// with the next version, append the events to the outbox. When this returns, all of it is
/// committed (invariant I5). Creations that come at the same time share a transaction.
@ApplicationScoped
public class Directory {

    private static final String UNIQUE_VIOLATION = "23505";

    /// Bounds how long one request may wait for the others in its transaction.
    private static final int MOST_AT_ONCE = 64;

    private final Jdbi jdbi;
    private final Users users;
    private final Members members;
    private final PolicyQueue queue;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final GroupCommit<Creation> creations;

    Directory(
            Jdbi jdbi,
            Users users,
            Members members,
            PolicyQueue queue,
            Outbox outbox,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.members = members;
        this.queue = queue;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        // The second of one name must find the first one's committed.
        this.creations =
                new GroupCommit<>(
                        MOST_AT_ONCE,
                        creation -> Profile.userNameKey(creation.user().profile().userName()),
                        group -> jdbi.useTransaction(tx -> insert(tx, group)));
    }

    /// @param origin who says so, such as `scim:okta`; it is written into the events
    public ChangeResult apply(UserChange change, String origin) {
        EventDraft draft = EventDraft.at(ids, clock, origin);
        try {
            return switch (change) {
                case UserChange.Create(Profile profile) -> create(profile, draft);
                case UserChange.Edit(UserId id, OptionalLong only, var edit) ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).edit(id, only, edit));
                case UserChange.Remove(UserId id, OptionalLong only) ->
                        queue.through(() ->
                                jdbi.inTransaction(tx -> new Change(tx, draft).remove(id, only)));
                case UserChange.Transfer transfer ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).transfer(transfer));
            };
        } catch (UnableToExecuteStatementException e) {
            if (isUniqueViolation(e)) {
                return new UserNameTaken();
            }
            throw e;
        }
    }

    /// Takes the word of a system outside, in the caller's transaction.
    ///
    /// @param occurredAt by the clock of whoever says so
    /// @param origin who says so, such as `webhook:okta`
    public ChangeResult report(Handle tx, Report report, Instant occurredAt, String origin) {
        EventDraft draft = EventDraft.at(ids, clock, origin);
        return switch (report) {
            case Report.Transferred(UserReference user) ->
                    user.zoomUserId()
                            .<ChangeResult>map(id ->
                                    new Change(tx, draft)
                                            .transfer(new UserChange.Transfer(id, user.email())))
                            .orElseGet(NotFound::new);
            default -> new NotFound();
        };
    }

    static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof java.sql.SQLException sql
                && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    private ChangeResult create(Profile profile, EventDraft draft) {
        Creation creation =
                new Creation(
                        new DirectoryUser(
                                new UserId(ids.next()),
                                profile,
                                Optional.empty(),
                                /* eligible */ true,
                                DirectoryUser.statusOf(profile, true),
                                1,
                                draft.now(),
                                draft.now()),
                        draft);
        creations.write(creation);
        return creation.result();
    }

    private void insert(Handle tx, List<Creation> group) {
        Map<UserId, Boolean> stored = users.insert(tx, group.stream().map(Creation::user).toList());
        outbox.append(
                tx,
                group.stream()
                        .map(creation ->
                                creation.settle(
                                        Optional.ofNullable(stored.get(creation.user().id()))))
                        .flatMap(Optional::stream)
                        .map(EventDraft::message)
                        .toList());
    }

    /// A user who is about to be inserted.
    private static final class Creation {

        private final DirectoryUser user;
        private final EventDraft draft;
        private volatile @Nullable ChangeResult result;

        Creation(DirectoryUser user, EventDraft draft) {
            this.user = user;
            this.draft = draft;
        }

        DirectoryUser user() {
            return user;
        }

        /// @param eligible empty when the name was taken
        /// @return what the world is told
        Optional<LifecycleEvent> settle(Optional<Boolean> eligible) {
            if (eligible.isEmpty()) {
                result = new UserNameTaken();
                return Optional.empty();
            }
            DirectoryUser stored =
                    user.withEligible(eligible.get())
                            .withStatus(DirectoryUser.statusOf(user.profile(), eligible.get()));
            LifecycleEvent event = draft.created(stored);
            result = new Changed(stored, List.of(event));
            return Optional.of(event);
        }

        ChangeResult result() {
            return Objects.requireNonNull(result, "not committed");
        }
    }

    /// One change of a user who is there, inside its transaction.
    private final class Change {

        private final Handle tx;
        private final EventDraft draft;

        Change(Handle tx, EventDraft draft) {
            this.tx = tx;
            this.draft = draft;
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
