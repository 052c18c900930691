package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What is known under names that nobody has: words that came before those they are about, and who
/// had the name before.
record Kept(List<Said> words, List<Former> former) {

    static final Kept NOTHING = new Kept(List.of(), List.of());

    /// @param name a hash
    record Said(UUID name, Fact fact) {}

    /// @param name a hash
    /// @param until when the user took another name
    record Former(UUID name, UserId user, Instant until) {}

    /// @param newNames names that are the user's only since then: what was said before is about
    ///   somebody else
    Set<Fact> facts(Set<UUID> newNames, Instant since) {
        Set<Fact> facts = new HashSet<>();
        for (Said said : words) {
            if (!newNames.contains(said.name()) || !said.fact().at().isBefore(since)) {
                boolean _ = facts.add(said.fact());
            }
        }
        return facts;
    }

    Set<Fact> facts() {
        return facts(Set.of(), Instant.MIN);
    }

    /// The words of whoever has these names, also those under the Zoom ids that they tell.
    Kept under(Set<UUID> names) {
        Set<UUID> all = new HashSet<>(names);
        for (Said said : words) {
            if (names.contains(said.name())) {
                said.fact().zoomUserId().map(NameHash::of).ifPresent(all::add);
            }
        }
        return new Kept(
                words.stream().filter(said -> all.contains(said.name())).toList(), List.of());
    }

    Kept without(Set<UUID> names) {
        return new Kept(
                words.stream().filter(said -> !names.contains(said.name())).toList(), former);
    }

    Set<UUID> names() {
        Set<UUID> names = new HashSet<>();
        words.forEach(said -> names.add(said.name()));
        return names;
    }

    boolean tellsOfARemoval() {
        return words.stream().anyMatch(said -> said.fact().kind() == FactKind.REMOVED);
    }

    /// Whose name it was at that time.
    Optional<UserId> whoseAt(Instant at) {
        return former.stream()
                .filter(one -> one.until().isAfter(at))
                .min(Comparator.comparing(Former::until))
                .map(Former::user);
    }
}
