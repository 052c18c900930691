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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

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
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final GroupCommit<Created> creations;

    Directory(Jdbi jdbi, Users users, Outbox outbox, Ids ids, InstantSource clock) {
        this.jdbi = jdbi;
        this.users = users;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        // Two of one name in one transaction would fail both.
        this.creations =
                new GroupCommit<>(
                        MOST_AT_ONCE,
                        created -> Profile.userNameKey(created.user().profile().userName()),
                        group -> jdbi.useTransaction(tx -> insert(tx, group)));
    }

    /// @param origin who says so, such as `scim:okta`; it is written into the events
    public ChangeResult apply(UserChange change, String origin) {
        // PostgreSQL keeps microseconds; what we return must be what we would read back.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EventDraft draft = new EventDraft(ids, now, origin);
        try {
            return switch (change) {
                case UserChange.Create(Profile profile) -> create(profile, draft);
                case UserChange.Edit(UserId id, OptionalLong only, var edit) ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).edit(id, only, edit));
                case UserChange.Remove(UserId id, OptionalLong only) ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).remove(id, only));
                case UserChange.Transfer transfer ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).transfer(transfer));
            };
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof java.sql.SQLException sql
                    && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return new UserNameTaken();
            }
            throw e;
        }
    }

    private ChangeResult create(Profile profile, EventDraft draft) {
        DirectoryUser user =
                new DirectoryUser(
                        new UserId(ids.next()),
                        profile,
                        Optional.empty(),
                        profile.active() ? UserStatus.ACTIVE : UserStatus.DEACTIVATED,
                        1,
                        draft.now(),
                        draft.now());
        Created created = new Created(user, draft.created(user));
        creations.write(created);
        return new Changed(user, List.of(created.event()));
    }

    private void insert(Handle tx, List<Created> group) {
        users.insert(tx, group.stream().map(Created::user).toList());
        outbox.append(tx, group.stream().map(Created::event).map(EventDraft::message).toList());
    }

    /// A user who is about to be inserted.
    private record Created(DirectoryUser user, LifecycleEvent event) {}

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
                        UserStatus status = statusAfter(before, profile);
                        DirectoryUser after = before.next(profile, status, draft.now());
                        if (before.status() == UserStatus.TRANSFERRED
                                && after.status() != before.status()) {
                            // Whoever comes back may be another user at Zoom.
                            after = after.unlinked();
                        }
                        List<LifecycleEvent> events = draft.edited(before, after);
                        // Each event has a version of its own, so that none is taken for a replay
                        // of another.
                        return stored(after, events);
                    });
        }

        ChangeResult remove(UserId id, OptionalLong only) {
            return locked(
                    users.lock(tx, id),
                    only,
                    before -> {
                        DirectoryUser after =
                                before.next(
                                        Documents.forgotten(before.profile()),
                                        UserStatus.REMOVED,
                                        draft.now());
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

    // A transferred user stays so until the identity provider switches them off or on: only that is
    // news.
    private static UserStatus statusAfter(DirectoryUser before, Profile after) {
        if (before.profile().active() == after.active()) {
            return before.status();
        }
        return after.active() ? UserStatus.ACTIVE : UserStatus.DEACTIVATED;
    }
}
