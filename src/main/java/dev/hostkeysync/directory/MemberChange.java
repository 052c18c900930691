package dev.hostkeysync.directory;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// What is to become of a group's members, told without knowing who they are: first everybody may
/// leave, then some leave, then some join. Several changes in a row are one such change, so a group
/// of 10,000 is never read to add one.
///
/// @param everybodyLeaves whether only those who join are members afterwards
/// @param leaving ids of users and groups, none of which joins; whoever is no member is passed over
/// @param joining ids of users and groups; whoever is a member already stays one
public record MemberChange(boolean everybodyLeaves, Set<UUID> leaving, Set<UUID> joining) {

    public static final MemberChange NONE = new MemberChange(false, Set.of(), Set.of());

    /// Exactly these are members afterwards.
    public static MemberChange exactly(Collection<UUID> members) {
        return new MemberChange(true, Set.of(), new LinkedHashSet<>(members));
    }

    public static MemberChange add(Collection<UUID> members) {
        return new MemberChange(false, Set.of(), new LinkedHashSet<>(members));
    }

    public static MemberChange remove(Collection<UUID> members) {
        return new MemberChange(false, new LinkedHashSet<>(members), Set.of());
    }

    /// This change, and then the other one.
    public MemberChange then(MemberChange next) {
        if (next.everybodyLeaves) {
            return next;
        }
        Set<UUID> join = new LinkedHashSet<>(joining);
        Set<UUID> leave = new LinkedHashSet<>(leaving);
        boolean _ = join.removeAll(next.leaving);
        boolean _ = leave.addAll(next.leaving);
        boolean _ = leave.removeAll(next.joining);
        boolean _ = join.addAll(next.joining);
        return new MemberChange(everybodyLeaves, everybodyLeaves ? Set.of() : leave, join);
    }
}
