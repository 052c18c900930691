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
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.outbox.Outbox;
import dev.hostkeysync.outbox.OutboxMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    private final Members members;
    private final Facts facts;
    private final Reports reports;
    private final PolicyQueue queue;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final boolean tellsProfiles;
    private final GroupCommit<Creation> creations;

    Directory(
            Jdbi jdbi,
            Users users,
            Members members,
            Facts facts,
            Reports reports,
            PolicyQueue queue,
            Outbox outbox,
            Ids ids,
            InstantSource clock,
            ProfileNewsConfig news) {
        this.tellsProfiles = news.provisioning() != ProfileNewsConfig.Provisioning.OFF;
        this.jdbi = jdbi;
        this.users = users;
        this.members = members;
        this.facts = facts;
        this.reports = reports;
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
        EventDraft draft = draft(origin);
        try {
            return switch (change) {
                case UserChange.Create(Profile profile) -> create(profile, draft);
                case UserChange.Edit(UserId id, OptionalLong only, var edit) ->
                        jdbi.inTransaction(tx -> new Change(tx, draft).edit(id, only, edit));
                case UserChange.Remove(UserId id, OptionalLong only) ->
                        queue.through(() ->
                                jdbi.inTransaction(tx -> new Change(tx, draft).remove(id, only)));
                case UserChange.Transfer(ZoomUserId zoomUserId, var email) ->
                        jdbi.inTransaction(tx ->
                                report(
                                        tx,
                                        new Report.Transferred(
                                                UserReference.ofZoom(zoomUserId, email)),
                                        draft.now(),
                                        origin));
            };
        } catch (UnableToExecuteStatementException e) {
            if (isUniqueViolation(e)) {
                return new UserNameTaken();
            }
            throw e;
        }
    }

    /// Takes the word of a system outside, in the caller's transaction. Words may come late, twice
    /// and in any order: the older never undoes the newer, and what was between is told all the
    /// same.
    ///
    /// Takes locks in its own order (names, policy, rows): the caller holds none that another
    /// caller waits for. A wait for one may be long: the caller bounds it.
    ///
    /// @param occurredAt by the clock of whoever says so
    /// @param origin who says so, such as `webhook:okta`
    public ChangeResult report(Handle tx, Report report, Instant occurredAt, String origin) {
        EventDraft draft = draft(origin);
        return reports.take(tx, Word.of(report, occurredAt, draft.now()), draft);
    }

    /// Takes the names of several users at once, in the caller's transaction: whoever reports of
    /// many does so first, or two of them would wait for each other. Nobody makes these users
    /// meanwhile. Takes the policy as well where one of the reports will need it: after the first
    /// of them has locked rows it would be too late.
    public void claim(Handle tx, Collection<UserReference> several) {
        Set<UUID> names = new HashSet<>();
        several.forEach(user -> names.addAll(NameHash.of(user)));
        if (facts.lockNames(tx, names).tellsOfARemoval()) {
            Policy _ = Policy.lock(tx);
        }
    }

    /// Runs the work that reports this, in its turn: whoever may have to wait for others for long
    /// does so before they take a connection.
    ///
    /// @return empty = its turn did not come in time, and nothing was done
    public <T> Optional<T> inTurn(Report report, Duration atMost, Supplier<T> work) {
        return report instanceof Report.Removed
                ? queue.through(atMost, work)
                : Optional.of(work.get());
    }

    /// Forgets what was said before that time: whoever speaks of an older one is late for good.
    ///
    /// @return how many words there were
    public int forget(Handle tx, Instant before, int atMost) {
        return facts.forget(tx, before, atMost);
    }

    static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof java.sql.SQLException sql
                && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    private EventDraft draft(String origin) {
        return EventDraft.at(ids, clock, origin).tellingProfiles(tellsProfiles);
    }

    private ChangeResult create(Profile profile, EventDraft draft) {
        Creation creation =
                new Creation(
                        DirectoryUser.created(new UserId(ids.next()), profile, draft.now())
                                .withHeard(Heard.NOTHING.profiled(draft.now())),
                        draft);
        creations.write(creation);
        return creation.result();
    }

    private void insert(Handle tx, List<Creation> group) {
        // Whoever speaks of them meanwhile either is heard now, or finds them.
        Kept kept =
                facts.lockNames(
                        tx,
                        group.stream()
                                .flatMap(creation -> creation.names().stream())
                                .collect(Collectors.toSet()));
        Map<UserId, Boolean> stored = users.insert(tx, group.stream().map(Creation::user).toList());
        List<OutboxMessage> messages = new ArrayList<>();
        for (Creation creation : group) {
            Optional<Boolean> eligible = Optional.ofNullable(stored.get(creation.user().id()));
            Kept own = eligible.isPresent() ? kept.under(creation.names()) : Kept.NOTHING;
            if (own.words().isEmpty()) {
                creation.settle(eligible).map(EventDraft::message).ifPresent(messages::add);
            } else {
                creation.settle(
                        reports.madeByScim(
                                tx,
                                creation.user().withEligible(eligible.orElseThrow()),
                                own,
                                creation.draft()));
                // Of two who share an address it is the first one's.
                kept = kept.without(own.names());
            }
        }
        outbox.append(tx, messages);
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
                                before.changed(profile, before.eligible(), draft.now())
                                        .withHeard(before.heard().profiled(draft.now()));
                        if (before.profile().active() != profile.active()) {
                            after =
                                    said(
                                            before,
                                            after,
                                            profile.active() ? FactKind.ON : FactKind.OFF);
                        }
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
                        return stored(
                                said(before, after, FactKind.REMOVED),
                                List.of(draft.removed(after)));
                    });
        }

        private DirectoryUser said(DirectoryUser before, DirectoryUser after, FactKind kind) {
            Instant at = before.heard().nowOrLater(draft.now());
            Fact fact = new Fact(at, kind, Optional.empty());
            facts.put(tx, before.id(), List.of(new Facts.Placed(fact, Standing.of(before))));
            return after.withHeard(after.heard().decided(at));
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
