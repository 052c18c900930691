package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A webhook as Zoom would send it: the name of the event, and the body to the byte.
public record ZoomWebhook(String event, String body) {

    static ZoomWebhook of(String event, long eventTs, ObjectNode payload) {
        ObjectNode body = Json.object().put("event", event).put("event_ts", eventTs);
        body.set("payload", payload);
        return new ZoomWebhook(event, Json.write(body));
    }
}
