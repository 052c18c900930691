package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/// A subscription.
public record Subscribed(
        String id,
        String resource,
        Set<String> changeTypes,
        URI notificationUrl,
        URI lifecycleNotificationUrl,
        String clientState,
        Instant expiresAt) {

    Subscribed until(Instant expiry) {
        return new Subscribed(
                id,
                resource,
                changeTypes,
                notificationUrl,
                lifecycleNotificationUrl,
                clientState,
                expiry);
    }

    /// As it is told: without `clientState`.
    ObjectNode json() {
        return Answer.JSON
                .createObjectNode()
                .put("id", id)
                .put("resource", resource)
                .put("changeType", String.join(",", changeTypes))
                .put("notificationUrl", notificationUrl.toString())
                .put("lifecycleNotificationUrl", lifecycleNotificationUrl.toString())
                .put("expirationDateTime", expiresAt.toString())
                .putNull("clientState");
    }
}
