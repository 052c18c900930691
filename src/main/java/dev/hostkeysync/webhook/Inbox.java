package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.Report;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes what the adapters understood, each event once. When this returns, it is committed.
@ApplicationScoped
public class Inbox {

    /// Written at once: a third of the pool's connections. The rest is for SCIM and the loops,
    /// which a flood of webhooks must not stop.
    private static final int PLACES = 8;

    /// For those who hold the turn of others meanwhile.
    private static final Duration HASTE = Duration.ofMillis(100);

    private final Jdbi jdbi;
    private final Directory directory;
    private final WebhookCounter counter;
    private final Duration patience;
    private final TakenEvents taken = new TakenEvents();
    private final Places places = new Places(PLACES);

    @Inject
    public Inbox(Jdbi jdbi, Directory directory, WebhookCounter counter) {
        this(jdbi, directory, counter, Places.PATIENCE);
    }

    /// @param patience with whom comes before
    Inbox(Jdbi jdbi, Directory directory, WebhookCounter counter, Duration patience) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.counter = counter;
        this.patience = patience;
    }

    /// One transaction: remembers the ids of the event and reports it to the directory. Counted.
    ///
    /// @throws dev.hostkeysync.common.ProblemException 503, when too many come at once
    public Outcome take(Notice notice) {
        Outcome outcome =
                guarded(
                        notice.source(),
                        () ->
                                directory
                                        .inTurn(
                                                notice.report(),
                                                patience,
                                                () ->
                                                        places.take(
                                                                patienceOf(notice),
                                                                () ->
                                                                        jdbi.inTransaction(tx ->
                                                                                take(tx, notice))))
                                        .orElseThrow(WebhookProblems::busy));
        counter.count(notice.source(), outcome);
        return outcome;
    }

    /// Whether something was taken under this id.
    public boolean knows(String source, String eventId) {
        return guarded(
                source,
                () ->
                        places.take(
                                patience,
                                () -> jdbi.withHandle(db -> taken.contains(db, source, eventId))));
    }

    /// Remembers an id that stands for several events, once all of them are taken.
    public void remember(String source, String eventId) {
        boolean _ =
                guarded(
                        source,
                        () ->
                                places.take(
                                        patience,
                                        () ->
                                                jdbi.inTransaction(tx ->
                                                        taken.add(
                                                                tx,
                                                                source,
                                                                List.of(eventId),
                                                                patience))));
    }

    private Outcome take(Handle tx, Notice notice) {
        if (!taken.add(tx, notice.source(), notice.eventIds(), patience)) {
            return Outcome.DUPLICATE;
        }
        return switch (directory.report(
                tx, notice.report(), notice.occurredAt(), "webhook:" + notice.source())) {
            case ChangeResult.Changed _ -> Outcome.CHANGED;
            case ChangeResult.Unchanged _ -> Outcome.UNCHANGED;
            case ChangeResult.Late _ -> Outcome.LATE;
            case ChangeResult.NotFound _ -> Outcome.UNKNOWN_USER;
            case ChangeResult.Ambiguous _,
                    ChangeResult.UserNameTaken _,
                    ChangeResult.VersionMismatch _ ->
                    Outcome.AMBIGUOUS_USER;
        };
    }

    /// A removal has its turn among all that change groups, who must not wait for webhooks.
    private Duration patienceOf(Notice notice) {
        return notice.report() instanceof Report.Removed ? HASTE : patience;
    }

    /// Whatever is thrown, the sender is not answered with 2xx.
    private <T> T guarded(String source, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            counter.count(source, Outcome.FAILED);
            throw e;
        }
    }
}
