package dev.hostkeysync.hostkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.CloudEvent;
import dev.hostkeysync.common.TraceParent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A host-key event as it goes on the topic. A field that is not known is left out.
public final class HostKeyEventWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private HostKeyEventWriter() {}

    /// @param id the event's own id, `ce_id`: drawn once, stored with the event, so that every
    ///   redelivery has the same
    /// @param time when it happened
    /// @param trace of what asked for the key
    public static CloudEvent attributes(
            HostKeyEvent event, UUID id, Instant time, Optional<TraceParent> trace) {
        return new CloudEvent(
                id.toString(),
                "/hostkey-sync",
                event.type(),
                time,
                event.userId().toString(),
                trace);
    }

    public static byte[] data(HostKeyEvent event) {
        ObjectNode data = JSON.createObjectNode();
        data.put("userId", event.userId().toString());
        event.zoomUserId().ifPresent(id -> data.put("zoomUserId", id.value()));
        event.email().ifPresent(email -> data.put("email", email.value()));
        switch (event) {
            case HostKeyEvent.Changed changed ->
                    data.put("change", changed.change().label())
                            .put("reason", changed.reason())
                            .put("version", changed.version())
                            .put("changedAt", changed.changedAt().toString())
                            .put("bulk", changed.bulk());
            case HostKeyEvent.Failed failed -> {
                data.put("reason", failed.reason()).put("attempts", failed.attempts());
                failed.nextAttemptAt().ifPresent(at -> data.put("nextAttemptAt", at.toString()));
            }
        }
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always has a JSON form", e);
        }
    }
}
