package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One entry of a `changeNotificationCollection`, reduced to what we act on.
sealed interface Notification {

    /// Something about a user changed.
    ///
    /// @param deleted for good
    record UserChanged(ObjectId user, boolean deleted) implements Notification {}

    /// Something about a subscription must be done.
    ///
    /// @param subscriptionId empty when it is not said
    record Lifecycle(String subscriptionId, Kind kind) implements Notification {

        enum Kind {
            /// To be renewed now.
            REAUTHORIZATION_REQUIRED,
            SUBSCRIPTION_REMOVED,
            /// Some notifications were not delivered.
            MISSED
        }
    }

    /// Genuine, and nothing to us.
    record Other() implements Notification {}

    /// No proof, or a wrong one, or another tenant's.
    record Unproved() implements Notification {}

    /// Proved, and not what Graph sends of users.
    record Malformed() implements Notification {}

    /// @param tenant ours
    /// @return empty when the body is no collection of notifications, or an empty one
    static Optional<List<Notification>> parse(byte[] body, ClientStates states, ObjectId tenant) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(body);
        } catch (IOException _) {
            return Optional.empty();
        }
        if (root == null || !root.path("value").isArray() || root.path("value").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                root.path("value").valueStream().map(one -> parse(one, states, tenant)).toList());
    }

    private static Notification parse(JsonNode one, ClientStates states, ObjectId tenant) {
        boolean ours =
                !one.hasNonNull("tenantId")
                        || ObjectId.parse(text(one, "tenantId")).filter(tenant::equals).isPresent();
        if (!states.proves(text(one, "clientState")) || !ours) {
            return new Unproved();
        }
        return one.hasNonNull("lifecycleEvent") ? lifecycle(one) : change(one);
    }

    private static Notification lifecycle(JsonNode one) {
        Optional<Lifecycle.Kind> kind =
                switch (text(one, "lifecycleEvent").toLowerCase(Locale.ROOT)) {
                    case "reauthorizationrequired" ->
                            Optional.of(Lifecycle.Kind.REAUTHORIZATION_REQUIRED);
                    case "subscriptionremoved" -> Optional.of(Lifecycle.Kind.SUBSCRIPTION_REMOVED);
                    case "missed" -> Optional.of(Lifecycle.Kind.MISSED);
                    default -> Optional.empty();
                };
        return kind.<Notification>map(known -> new Lifecycle(text(one, "subscriptionId"), known))
                .orElseGet(Other::new);
    }

    private static Notification change(JsonNode one) {
        JsonNode data = one.path("resourceData");
        String type = text(data, "@odata.type").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.equals("#microsoft.graph.user")) {
            return new Other();
        }
        Optional<Boolean> deleted =
                switch (text(one, "changeType").toLowerCase(Locale.ROOT)) {
                    case "created", "updated" -> Optional.of(false);
                    case "deleted" -> Optional.of(true);
                    default -> Optional.empty();
                };
        return deleted.<Notification>map(gone ->
                        ObjectId.parse(text(data, "id"))
                                .<Notification>map(user -> new UserChanged(user, gone))
                                .orElseGet(Malformed::new))
                .orElseGet(Other::new);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).textValue() : "";
    }
}
