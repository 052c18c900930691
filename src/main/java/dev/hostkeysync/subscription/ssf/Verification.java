package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.subscription.Deliveries;
import dev.hostkeysync.subscription.DeliveryBell;
import dev.hostkeysync.subscription.Event;
import dev.hostkeysync.subscription.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Verification events (SSF 1.0 section 8.1.4).
@ApplicationScoped
class Verification {

    /// `min_verification_interval`.
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int LONGEST_STATE = 1024;

    private final Jdbi jdbi;
    private final StreamAdministration administration;
    private final Streams streams;
    private final Deliveries deliveries;
    private final DeliveryBell bell;
    private final Ids ids;
    private final InstantSource clock;

    Verification(
            Jdbi jdbi,
            StreamAdministration administration,
            Streams streams,
            Deliveries deliveries,
            DeliveryBell bell,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.administration = administration;
        this.streams = streams;
        this.deliveries = deliveries;
        this.bell = bell;
        this.ids = ids;
        this.clock = clock;
    }

    void request(Body body, Peer peer) {
        Optional<String> state = body.text("state", LONGEST_STATE);
        if (state.filter(text -> text.indexOf('\0') >= 0).isPresent()) {
            throw Body.bad("state must not contain the character U+0000");
        }
        jdbi.useTransaction(tx -> {
            Stream stream = administration.locked(tx, body.streamId(), peer);
            if (stream.subscription().status().state() == State.DISABLED) {
                throw Body.bad("the stream is disabled: nothing is sent over it");
            }
            if (!streams.verify(tx, stream.id(), clock.instant(), PAUSE)) {
                throw StreamProblems.tooSoon(PAUSE);
            }
            add(tx, stream, state);
        });
        bell.ring();
    }

    private void add(Handle tx, Stream stream, Optional<String> state) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        state.ifPresent(text -> data.put("state", text));
        Instant now = clock.instant();
        int _ =
                deliveries.add(
                        tx,
                        stream.id(),
                        List.of(
                                new Event(
                                        ids.next().toString(),
                                        EventTypes.VERIFICATION,
                                        now,
                                        stream.id().toString(),
                                        data.toString().getBytes(StandardCharsets.UTF_8))));
    }
}
