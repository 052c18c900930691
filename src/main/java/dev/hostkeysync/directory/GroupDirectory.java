package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.GroupResult.Changed;
import dev.hostkeysync.directory.GroupResult.NameTaken;
import dev.hostkeysync.directory.GroupResult.NoSuchMembers;
import dev.hostkeysync.directory.GroupResult.NotFound;
import dev.hostkeysync.directory.GroupResult.Unchanged;
import dev.hostkeysync.directory.GroupResult.VersionMismatch;
import dev.hostkeysync.directory.Members.Moved;
import dev.hostkeysync.identity.GroupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Applies changes to groups, one at a time over all replicas and one transaction each: the group,
/// its members, and where the policy asks for it the users who are switched on or off by it, with
/// their events.
@ApplicationScoped
public class GroupDirectory {

    private final Jdbi jdbi;
    private final Groups groups;
    private final Members members;
    private final Eligibility eligibility;
    private final PolicyQueue queue;
    private final Ids ids;
    private final InstantSource clock;

    GroupDirectory(
            Jdbi jdbi,
            Groups groups,
            Members members,
            Eligibility eligibility,
            PolicyQueue queue,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.groups = groups;
        this.members = members;
        this.eligibility = eligibility;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param origin who says so, such as `scim:okta`; it is written into the events
    public GroupResult apply(GroupChange change, String origin) {
        try {
            return queue.through(() ->
                    jdbi.inTransaction(tx -> {
                        Change step = new Change(tx, origin);
                        return switch (change) {
                            case GroupChange.Create(GroupProfile profile, Set<UUID> joining) ->
                                    step.create(profile, joining);
                            case GroupChange.Edit(GroupId id, OptionalLong only, var edit) ->
                                    step.edit(id, only, edit);
                            case GroupChange.Remove(GroupId id, OptionalLong only) ->
                                    step.remove(id, only);
                        };
                    }));
        } catch (UnableToExecuteStatementException e) {
            if (Directory.isUniqueViolation(e)) {
                return new NameTaken();
            }
            throw e;
        }
    }

    /// One change inside its transaction.
    private final class Change {

        private final Handle tx;
        private final Policy policy;
        private final EventDraft draft;

        Change(Handle tx, String origin) {
            this.tx = tx;
            this.policy = Policy.lock(tx);
            // After the lock: events of one user are told in the order of their times.
            this.draft = EventDraft.at(ids, clock, origin);
        }

        GroupResult create(GroupProfile profile, Set<UUID> joining) {
            List<UUID> unknown = members.unknown(tx, joining);
            if (!unknown.isEmpty()) {
                return new NoSuchMembers(unknown);
            }
            DirectoryGroup group =
                    new DirectoryGroup(
                            new GroupId(ids.next()), profile, 1, draft.now(), draft.now());
            groups.insert(tx, group);
            settle(members.join(tx, group.id(), joining));
            return new Changed(group);
        }

        GroupResult edit(
                GroupId id, OptionalLong only, Function<GroupProfile, GroupChange.Edited> edit) {
            return locked(
                    id,
                    only,
                    before -> {
                        GroupChange.Edited edited = edit.apply(before.profile());
                        List<UUID> unknown = members.unknown(tx, edited.members().joining());
                        if (!unknown.isEmpty()) {
                            return new NoSuchMembers(unknown);
                        }
                        return edited(before, edited);
                    });
        }

        private GroupResult edited(DirectoryGroup before, GroupChange.Edited edited) {
            List<Moved> moved = move(before.id(), edited.members());
            boolean sameProfile = Documents.same(before.profile(), edited.profile());
            if (moved.isEmpty() && sameProfile) {
                return new Unchanged(before);
            }
            DirectoryGroup after = before.next(edited.profile(), draft.now());
            groups.update(tx, after);
            if (policy.names(before.profile()) != policy.names(after.profile())) {
                settleBelow(after.id(), moved);
            } else {
                settle(moved);
            }
            return new Changed(after);
        }

        GroupResult remove(GroupId id, OptionalLong only) {
            return locked(
                    id,
                    only,
                    before -> {
                        List<UUID> below =
                                policy.isForEverybody()
                                        ? List.of()
                                        : eligibility.below(tx, List.of(id.value()), List.of());
                        members.leaveEveryGroup(tx, id.value(), draft.now());
                        groups.delete(tx, id);
                        eligibility.settle(tx, policy, below, draft);
                        return new Changed(before);
                    });
        }

        private List<Moved> move(GroupId group, MemberChange change) {
            List<Moved> moved =
                    new ArrayList<>(
                            change.everybodyLeaves()
                                    ? members.leaveAllBut(tx, group, change.joining())
                                    : members.leave(tx, group, change.leaving()));
            moved.addAll(members.join(tx, group, change.joining()));
            return moved;
        }

        private void settle(List<Moved> moved) {
            settle(new ArrayList<>(), moved);
        }

        private void settleBelow(GroupId group, List<Moved> moved) {
            settle(new ArrayList<>(List.of(group.value())), moved);
        }

        private void settle(List<UUID> groupsConcerned, List<Moved> moved) {
            if (policy.isForEverybody()) {
                return;
            }
            List<UUID> usersConcerned = new ArrayList<>();
            for (Moved one : moved) {
                boolean _ = (one.isGroup() ? groupsConcerned : usersConcerned).add(one.id());
            }
            eligibility.settle(
                    tx, policy, eligibility.below(tx, groupsConcerned, usersConcerned), draft);
        }

        private GroupResult locked(
                GroupId id, OptionalLong only, Function<DirectoryGroup, GroupResult> change) {
            Optional<DirectoryGroup> group = groups.lock(tx, id);
            if (group.isEmpty()) {
                return new NotFound();
            }
            if (only.isPresent() && only.getAsLong() != group.get().version()) {
                return new VersionMismatch(group.get().version());
            }
            return change.apply(group.get());
        }
    }
}
