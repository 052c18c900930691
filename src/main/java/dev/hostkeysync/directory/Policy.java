package dev.hostkeysync.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Who may hold a key: the members of some groups, or everybody. What is stored counts, not what a
/// process was started with, so that replicas never follow two policies.
///
/// @param groups keys of display names; empty = everybody is eligible
/// @param settledUpTo users with higher ids are not checked yet; empty = all are
record Policy(Set<String> groups, Optional<UUID> settledUpTo) {

    private static final UUID BEFORE_EVERYBODY = new UUID(0, 0);

    /// @param list display names, separated by commas
    static Set<String> parse(String list) {
        if (list.isBlank()) {
            return Set.of();
        }
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .peek(name -> {
                    if (name.isEmpty()) {
                        throw new IllegalArgumentException("a name is empty");
                    }
                })
                .map(GroupProfile::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Reads the policy and keeps it, and every group, from being changed by others until the
    /// transaction ends. To be taken before any other lock.
    static Policy lock(Handle tx) {
        return tx.select("SELECT eligible_groups, settled_up_to FROM directory_policy FOR UPDATE")
                .map((row, _) ->
                        new Policy(
                                Set.copyOf(List.of((String[]) row.getArray(1).getArray())),
                                Optional.ofNullable(row.getObject(2, UUID.class))))
                .one();
    }

    /// Puts another policy in force, in a transaction that has locked the old one. Whoever creates
    /// a user reads the policy in the statement that inserts: the table lock lets none of them
    /// through with the old one unseen.
    static void replace(Handle tx, Set<String> groups) {
        int _ = tx.execute("LOCK TABLE directory_user IN SHARE ROW EXCLUSIVE MODE");
        int _ =
                tx.execute(
                        "UPDATE directory_policy SET eligible_groups = ?::text[], settled_up_to = ?",
                        groups.toArray(String[]::new),
                        BEFORE_EVERYBODY);
    }

    static void settled(Handle tx, Optional<UUID> upTo) {
        int _ = tx.execute("UPDATE directory_policy SET settled_up_to = ?", upTo.orElse(null));
    }

    boolean isForEverybody() {
        return groups.isEmpty();
    }

    boolean names(GroupProfile group) {
        return groups.contains(GroupProfile.key(group.displayName()));
    }

    String[] keys() {
        return groups.toArray(String[]::new);
    }
}
