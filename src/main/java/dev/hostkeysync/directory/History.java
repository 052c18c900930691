package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Facts.Placed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The words on a user since the oldest of those that are new: all that has to be looked at again.
///
/// @param base where the user stood before
/// @param known what was said since then and is known
/// @param fresh what is said now; empty when there is no place for it any more
record History(Standing base, List<Placed> known, Set<Fact> fresh, boolean eligible) {

    static History ofNobody(Collection<Fact> fresh, boolean eligible) {
        return new History(Standing.NOBODY, List.of(), new HashSet<>(fresh), eligible);
    }

    static History read(Facts facts, Handle tx, DirectoryUser user, Collection<Fact> words) {
        List<Fact> fresh = sinceCreation(facts, tx, user, words);
        Instant from =
                fresh.stream().map(Fact::at).min(Comparator.naturalOrder()).orElse(Instant.MAX);
        if (user.heard().decidedAt().filter(decided -> !decided.isBefore(from)).isEmpty()) {
            return inOrder(user, fresh);
        }
        List<Placed> known = facts.since(tx, user.id(), from);
        known.forEach(one -> fresh.remove(one.fact()));
        if (!known.isEmpty()) {
            History history =
                    new History(
                            known.getFirst().before(),
                            known,
                            new HashSet<>(fresh),
                            user.eligible());
            if (history.isOf(user)) {
                return history;
            }
        }
        fresh.removeIf(fact -> !stillCounts(fact, known));
        return inOrder(user, fresh);
    }

    private static History inOrder(DirectoryUser user, Collection<Fact> fresh) {
        return new History(Standing.of(user), List.of(), new HashSet<>(fresh), user.eligible());
    }

    /// SCIM's creations are no words, but nothing that the provider said before counts; what Zoom
    /// said goes on to hold, in the order in which it was said.
    private static List<Fact> sinceCreation(
            Facts facts, Handle tx, DirectoryUser user, Collection<Fact> words) {
        Instant created = user.createdAt();
        List<Fact> fresh = new ArrayList<>(words);
        if (fresh.stream().noneMatch(fact -> fact.at().isBefore(created))
                || facts.beginWithCreation(tx, user.id())) {
            return fresh;
        }
        fresh.removeIf(fact -> fact.kind().isOfProvider() && fact.at().isBefore(created));
        fresh.sort(Comparator.naturalOrder());
        Instant earliest = created;
        for (ListIterator<Fact> places = fresh.listIterator(); places.hasNext(); ) {
            Fact fact = places.next();
            if (fact.at().isBefore(earliest)) {
                places.set(new Fact(earliest, fact.kind(), fact.zoomUserId()));
            }
            earliest = earliest.plus(1, ChronoUnit.MICROS);
        }
        return fresh;
    }

    /// Whether it leads to where the user stands. It does not after a change that is not kept here:
    /// a group brought the user back.
    private boolean isOf(DirectoryUser user) {
        Standing last = told().last();
        return last.equals(Standing.of(user)) || (!last.exists() && !user.exists());
    }

    /// Without a history to place it in, a word counts if it is the last one on its switch.
    private static boolean stillCounts(Fact fact, List<Placed> known) {
        return fact.kind().isAlwaysTold()
                || fact.kind() == FactKind.KEY_DRIFTED
                || (!known.isEmpty()
                        && known.stream()
                                .noneMatch(one -> one.fact().kind().supersedes(fact.kind())));
    }

    /// As it was told.
    Timeline told() {
        return Timeline.of(base, known.stream().map(Placed::fact).toList(), eligible);
    }

    Timeline now() {
        Set<Fact> all = new HashSet<>(fresh);
        known.forEach(one -> all.add(one.fact()));
        return Timeline.of(base, all, eligible);
    }

    /// What has to be written: the new words, and those in front of which they came.
    List<Placed> moved(Timeline now) {
        return now.steps().stream()
                .map(step -> new Placed(step.fact(), step.before()))
                .filter(placed -> !known.contains(placed))
                .toList();
    }

    boolean isLate(Fact fact) {
        return known.stream().noneMatch(one -> one.fact().equals(fact))
                && (!fresh.contains(fact) || !known.isEmpty());
    }

    /// The time of the last word; for a user who is removed that of the removal.
    Heard heard(DirectoryUser user, Timeline now) {
        Optional<Instant> removed =
                now.steps().stream()
                        .filter(step -> step.before().exists() && !step.after().exists())
                        .reduce((_, last) -> last)
                        .map(step -> step.fact().at());
        if (!now.last().exists() && removed.isPresent()) {
            return user.heard().decided(removed.get());
        }
        return fresh.stream()
                .map(Fact::at)
                .max(Comparator.naturalOrder())
                .filter(at -> user.heard().decidedAt().filter(at::isBefore).isEmpty())
                .map(at -> user.heard().decided(at))
                .orElse(user.heard());
    }
}
