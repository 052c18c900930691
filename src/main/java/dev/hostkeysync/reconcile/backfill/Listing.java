package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.reconcile.backfill.BackfillUsers.Entry;
import dev.hostkeysync.reconcile.census.Census;
import dev.hostkeysync.reconcile.census.CensusStep;
import dev.hostkeysync.reconcile.census.NoSuchCensus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Finds out who gets a key: reads Zoom's list page by page, then sorts those who are in it, a few
/// in each transaction.
@ApplicationScoped
class Listing {

    private static final Logger LOG = Logger.getLogger(Listing.class);

    /// Of whom some may be told to the directory.
    private static final int AT_ONCE = 200;

    private final Jdbi jdbi;
    private final BackfillRows rows;
    private final BackfillUsers users;
    private final Census census;
    private final Classifier classifier;
    private final Candidates candidates;
    private final Directory directory;
    private final InstantSource clock;

    Listing(
            Jdbi jdbi,
            BackfillRows rows,
            BackfillUsers users,
            Census census,
            Classifier classifier,
            Candidates candidates,
            Directory directory,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.users = users;
        this.census = census;
        this.classifier = classifier;
        this.candidates = candidates;
        this.directory = directory;
        this.clock = clock;
    }

    /// One step, and how long to wait before the next.
    ///
    /// @param backfill as leased by this replica
    Duration step(Backfill backfill) {
        UUID id = backfill.censusId().orElseThrow();
        return switch (read(backfill, id)) {
            case CensusStep.More(int soFar, int expected) -> {
                Duration pause = Duration.ZERO;
                jdbi.useTransaction(tx -> {
                    if (rows.lockListing(tx, backfill.id(), id)) {
                        rows.listed(tx, backfill.id(), soFar, expected);
                        rows.next(tx, backfill.id(), Optional.of(pause));
                    }
                });
                yield pause;
            }
            case CensusStep.Later(Duration pause, String reason) -> {
                if (!backfill.trouble().equals(Optional.of(reason))) {
                    LOG.warnf(
                            "Backfill %s cannot read Zoom's users: %s. It goes on by itself, next in %d s",
                            backfill.id(), reason, pause.toSeconds());
                }
                jdbi.useTransaction(tx -> {
                    if (rows.lockListing(tx, backfill.id(), id)) {
                        rows.trouble(tx, backfill.id(), Optional.of(reason));
                        rows.next(tx, backfill.id(), Optional.of(pause));
                    }
                });
                yield pause;
            }
            case CensusStep.Complete(int listed, int unreadable, int _) -> {
                jdbi.useTransaction(tx -> sort(tx, backfill.id(), id, listed, unreadable));
                yield Duration.ZERO;
            }
        };
    }

    private CensusStep read(Backfill backfill, UUID id) {
        if (!backfill.sortedUntil().isEmpty()) {
            // All of it was read and counted before the first of them was sorted.
            return new CensusStep.Complete(
                    backfill.soFar(), backfill.unreadable(), backfill.expected());
        }
        try {
            return census.read(id);
        } catch (NoSuchCensus _) {
            // Cancelled, or sorted by somebody else, since it was leased.
            return new CensusStep.Later(
                    Duration.ofSeconds(1), "the list is read by another replica");
        }
    }

    private void sort(Handle tx, UUID id, UUID censusId, int listed, int unreadable) {
        Backfill backfill = rows.lock(tx, id).orElseThrow();
        if (backfill.state() != BackfillState.LISTING
                || !backfill.censusId().equals(Optional.of(censusId))) {
            return;
        }
        List<Listed> next = users.census(tx, censusId, backfill.sortedUntil(), AT_ONCE);
        if (next.isEmpty()) {
            if (backfill.rotate()
                    && !backfill.dryRun()
                    && candidates.outdate(tx, backfill, AT_ONCE) == AT_ONCE) {
                rows.next(tx, id, Optional.of(Duration.ZERO));
                return;
            }
            sorted(tx, backfill, censusId);
            return;
        }
        List<Listed> meant = next.stream().filter(backfill.filter()::matches).toList();
        if (!backfill.dryRun()) {
            directory.claim(tx, meant.stream().map(Listed::reference).toList());
        }
        Map<String, Decision> decisions = classifier.decide(tx, meant, backfill.rotatedBefore());
        List<Entry> entries = new ArrayList<>();
        int adopted = 0;
        for (Listed one : meant) {
            Decision decision = Objects.requireNonNull(decisions.get(one.key()));
            entries.add(entry(one, decision));
            adopted += decision instanceof Decision.Adopt ? 1 : 0;
        }
        if (!backfill.dryRun()) {
            link(tx, backfill, meant, decisions);
        }
        users.add(tx, id, entries);
        rows.sorted(tx, id, next.getLast().key(), adopted, listed, unreadable);
        rows.next(tx, id, Optional.of(Duration.ZERO));
    }

    private static Entry entry(Listed one, Decision decision) {
        return switch (decision) {
            case Decision.Adopt _ ->
                    new Entry(one, UserState.PLANNED, Optional.empty(), Optional.empty());
            case Decision.Give(UserId user, _, _) ->
                    new Entry(one, UserState.PLANNED, Optional.empty(), Optional.of(user));
            case Decision.Leave(Skip why, Optional<UserId> user, _) ->
                    new Entry(one, UserState.SKIPPED, Optional.of(why.wireName()), user);
        };
    }

    /// Tells the directory who at Zoom those are who keep their key. In the order of ids, as
    /// everybody locks users.
    private void link(
            Handle tx, Backfill backfill, List<Listed> meant, Map<String, Decision> decisions) {
        record Link(UserId user, Listed listed) {}
        meant.stream()
                .flatMap(one ->
                        decisions.get(one.key())
                                                instanceof
                                                Decision.Leave(
                                                        Skip _,
                                                        Optional<UserId> user,
                                                        boolean link)
                                        && link
                                ? user.map(id -> new Link(id, one)).stream()
                                : java.util.stream.Stream.empty())
                .sorted(Comparator.comparing(Link::user))
                .forEach(link -> {
                    var _ =
                            directory.report(
                                    tx,
                                    new Report.ReadyAtZoom(
                                            link.listed().reference().with(link.user())),
                                    backfill.createdAt(),
                                    Marking.ORIGIN);
                });
    }

    private void sorted(Handle tx, Backfill backfill, UUID censusId) {
        Counts counts = users.count(tx, backfill.id());
        boolean ends = backfill.dryRun() || counts.total() == 0;
        census.forget(tx, censusId);
        rows.withoutCensus(tx, backfill.id());
        rows.counted(tx, backfill.id(), counts, 0);
        rows.move(
                tx,
                backfill.id(),
                ends ? BackfillState.DONE : BackfillState.RUNNING,
                clock.instant());
        if (ends) {
            rows.next(tx, backfill.id(), Optional.empty());
        }
        LOG.infof(
                "%s %s: %d users get a key, of whom %d are new to us; skipped: %s",
                backfill.dryRun() ? "Dry run" : "Backfill",
                backfill.id(),
                counts.total(),
                backfill.adopted(),
                counts.skipped());
    }
}
