package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.subscription.Deliveries;
import dev.hostkeysync.subscription.DeliveryBell;
import dev.hostkeysync.subscription.Event;
import dev.hostkeysync.subscription.State;
import dev.hostkeysync.subscription.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Whether a stream is enabled, paused or disabled (SSF 1.0 section 8.1.2), and how its receiver
/// hears of it.
@ApplicationScoped
class StreamStatus {

    private static final Logger LOG = Logger.getLogger(StreamStatus.class);
    private static final int LONGEST_REASON = 256;

    private final Jdbi jdbi;
    private final StreamAdministration administration;
    private final Streams streams;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final DeliveryBell bell;
    private final Ids ids;
    private final InstantSource clock;

    StreamStatus(
            Jdbi jdbi,
            StreamAdministration administration,
            Streams streams,
            Subscriptions subscriptions,
            Deliveries deliveries,
            DeliveryBell bell,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.administration = administration;
        this.streams = streams;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.bell = bell;
        this.ids = ids;
        this.clock = clock;
    }

    StatusView get(Optional<UUID> id, Peer peer) {
        return jdbi.inTransaction(tx -> StatusView.of(administration.found(tx, id, peer)));
    }

    /// A receiver that changes its own stream knows it already; when an operator does, it is told.
    StatusView update(Body body, Peer peer) {
        State wanted = state(body);
        Optional<String> reason =
                body.text("reason", LONGEST_REASON)
                        .map(StreamStatus::plain)
                        .filter(text -> !text.isEmpty());
        StatusView view =
                jdbi.inTransaction(tx -> {
                    Stream stream = administration.locked(tx, body.streamId(), peer);
                    change(tx, stream, wanted, reason, !stream.belongsTo(peer));
                    administration.write(
                            tx, peer, "ssf-stream." + StatusView.label(wanted), stream.id());
                    return StatusView.of(streams.find(tx, stream.id()).orElseThrow());
                });
        LOG.infof("%s set the stream %s to %s", peer.label(), view.streamId(), view.status());
        bell.ring();
        return view;
    }

    /// Disables a stream whose receiver was not heard of for too long.
    void abandon(Handle tx, Stream stream, String reason) {
        change(tx, stream, State.DISABLED, Optional.of(reason), true);
    }

    private void change(
            Handle tx, Stream stream, State wanted, Optional<String> reason, boolean tell) {
        Instant now = clock.instant();
        // A disabled subscription needs a reason.
        Optional<String> noted =
                reason.or(() ->
                        wanted == State.DISABLED
                                ? Optional.of("asked for by the receiver")
                                : Optional.empty());
        if (!subscriptions.move(tx, stream.id(), wanted, noted, now)) {
            return;
        }
        if (wanted == State.DISABLED) {
            // "will not hold any events for later transmission"
            deliveries.forget(tx, stream.id());
        }
        if (wanted == State.ENABLED) {
            deliveries.hurry(tx, stream.id());
        }
        if (tell) {
            int _ = deliveries.add(tx, stream.id(), List.of(notice(stream, wanted, reason, now)));
        }
    }

    private Event notice(Stream stream, State state, Optional<String> reason, Instant now) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("status", StatusView.label(state));
        reason.ifPresent(text -> data.put("reason", text));
        return new Event(
                ids.next().toString(),
                EventTypes.STREAM_UPDATED,
                now,
                stream.id().toString(),
                data.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static State state(Body body) {
        String label = body.text("status").orElseThrow(() -> Body.bad("status is missing"));
        return Arrays.stream(State.values())
                .filter(state -> StatusView.label(state).equals(label))
                .findFirst()
                .orElseThrow(() -> Body.bad("status must be enabled, paused or disabled"));
    }

    /// It is shown to operators, one line of a log at a time.
    private static String plain(String reason) {
        return reason.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
