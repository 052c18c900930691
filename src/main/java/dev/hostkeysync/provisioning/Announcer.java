package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.CloudEvent;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyEvent;
import dev.hostkeysync.hostkey.HostKeyEventWriter;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.outbox.Outbox;
import dev.hostkeysync.outbox.OutboxMessage;
import dev.hostkeysync.outbox.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells the world of a host key, in the transaction in which it became true (invariant I3).
@ApplicationScoped
class Announcer {

    private final DirectoryReader directory;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;

    Announcer(DirectoryReader directory, Outbox outbox, Ids ids, InstantSource clock) {
        this.directory = directory;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param row as locked in this transaction
    /// @param user as they are now, for the addresses in the event
    record News(
            SyncRow row, Optional<DirectoryUser> user, HostKeyEvent.Change change, long version) {}

    void changed(Handle tx, List<News> news) {
        outbox.append(
                tx, news.stream().map(one -> message(event(one), one.row().trace())).toList());
    }

    private HostKeyEvent event(News news) {
        return new HostKeyEvent.Changed(
                news.row().userId(),
                news.user().flatMap(DirectoryUser::zoomUserId),
                news.user().flatMap(found -> found.profile().email()),
                news.change(),
                news.row().cause(),
                news.version(),
                clock.instant(),
                news.row().lane().bulk());
    }

    /// The key is gone without another in its place.
    void revoked(Handle tx, SyncRow row, long version) {
        StepLog.revoked(tx, row, version);
        changed(
                tx,
                List.of(
                        new News(
                                row,
                                user(tx, row.userId()),
                                HostKeyEvent.Change.REVOKED,
                                version)));
    }

    void failed(Handle tx, SyncRow row, String reason, Duration untilNextAttempt) {
        StepLog.failed(tx, row, reason);
        Optional<DirectoryUser> user = user(tx, row.userId());
        HostKeyEvent event =
                new HostKeyEvent.Failed(
                        row.userId(),
                        user.flatMap(DirectoryUser::zoomUserId),
                        user.flatMap(found -> found.profile().email()),
                        reason,
                        row.attempts(),
                        Optional.of(clock.instant().plus(untilNextAttempt)));
        outbox.append(tx, List.of(message(event, row.trace())));
    }

    private Optional<DirectoryUser> user(Handle tx, UserId id) {
        return Optional.ofNullable(directory.current(tx, List.of(id)).get(id));
    }

    private OutboxMessage message(HostKeyEvent event, Optional<TraceParent> trace) {
        CloudEvent attributes =
                HostKeyEventWriter.attributes(event, ids.next(), clock.instant(), trace);
        return OutboxMessage.of(
                Topic.HOST_KEY_EVENTS,
                attributes.subject(),
                attributes.headers(),
                HostKeyEventWriter.data(event));
    }
}
