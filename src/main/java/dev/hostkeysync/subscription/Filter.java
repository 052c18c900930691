package dev.hostkeysync.subscription;

import java.util.EnumSet;
import java.util.Set;

/// Which events a subscription wants.
///
/// @param changes none = nothing gets through
/// @param includeBulk whether those of a backfill too
public record Filter(Set<Change> changes, boolean includeBulk) {

    public static final Filter EVERYTHING = new Filter(EnumSet.allOf(Change.class), true);

    public Filter {
        changes = Set.copyOf(changes);
    }

    boolean wants(HostKeyNews news) {
        return changes.contains(news.change()) && (includeBulk || !news.bulk());
    }
}
