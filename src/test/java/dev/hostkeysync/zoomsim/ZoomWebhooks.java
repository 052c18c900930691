package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Builds the webhooks of Zoom's user events (Zoom, "Webhooks", `user.*`), members in the order of
/// the published examples.
///
/// @param accountId `account_id` of every payload
/// @param operator e-mail of whoever did it
/// @param operatorId Zoom user id of whoever did it
public record ZoomWebhooks(
        String accountId, String operator, String operatorId, InstantSource clock) {

    /// @param creationType `create`, `ssoCreate`, `autoCreate` or `custCreate`
    public ZoomWebhook userCreated(SimulatedUser user, String creationType) {
        ObjectNode payload = operated().put("creation_type", creationType);
        payload.set(
                "object",
                Json.object()
                        .put("id", user.id())
                        .put("first_name", user.firstName())
                        .put("last_name", user.lastName())
                        .put("display_name", user.displayName())
                        .put("email", user.email())
                        .put("type", user.type()));
        return webhook("user.created", payload);
    }

    /// A change of the host key, digits and all: what Zoom's schema allows and a receiver must not
    /// pass on.
    ///
    /// @param hostKey the new one; null = leave it out
    /// @param oldHostKey the one before; null = leave it out
    public ZoomWebhook userUpdated(
            SimulatedUser user, @Nullable String hostKey, @Nullable String oldHostKey) {
        ObjectNode payload = operated().put("time_stamp", clock.millis());
        payload.set("object", withHostKey(user, hostKey));
        payload.set("old_object", withHostKey(user, oldHostKey));
        return webhook("user.updated", payload);
    }

    /// The user accepted the invitation. Nobody operated this.
    public ZoomWebhook invitationAccepted(SimulatedUser user) {
        ObjectNode payload = Json.object().put("account_id", accountId);
        payload.set("object", person(user));
        return webhook("user.invitation_accepted", payload);
    }

    public ZoomWebhook userDisassociated(SimulatedUser user) {
        return statusChanged("user.disassociated", user);
    }

    public ZoomWebhook userActivated(SimulatedUser user) {
        return statusChanged("user.activated", user);
    }

    public ZoomWebhook userDeactivated(SimulatedUser user) {
        return statusChanged("user.deactivated", user);
    }

    public ZoomWebhook userDeleted(SimulatedUser user) {
        return statusChanged("user.deleted", user);
    }

    /// Zoom's check that the address is ours; the answer must prove that we hold the secret.
    public ZoomWebhook urlValidation(String plainToken) {
        return webhook("endpoint.url_validation", Json.object().put("plainToken", plainToken));
    }

    /// Any event by its name.
    ///
    /// @throws IllegalArgumentException when it is none of the above
    ZoomWebhook named(String event, SimulatedUser user) {
        return switch (event) {
            case "user.created" -> userCreated(user, "ssoCreate");
            case "user.updated" -> userUpdated(user, user.hostKey(), previousHostKey(user));
            case "user.invitation_accepted" -> invitationAccepted(user);
            case "user.disassociated" -> userDisassociated(user);
            case "user.activated" -> userActivated(user);
            case "user.deactivated" -> userDeactivated(user);
            case "user.deleted" -> userDeleted(user);
            default -> throw new IllegalArgumentException("unknown event " + event);
        };
    }

    private static @Nullable String previousHostKey(SimulatedUser user) {
        int keys = user.hostKeys().size();
        return keys < 2 ? null : user.hostKeys().get(keys - 2).hostKey();
    }

    private ZoomWebhook statusChanged(String event, SimulatedUser user) {
        ObjectNode payload = operated();
        payload.set("object", person(user));
        return webhook(event, payload);
    }

    private ObjectNode operated() {
        return Json.object()
                .put("account_id", accountId)
                .put("operator", operator)
                .put("operator_id", operatorId);
    }

    private static ObjectNode person(SimulatedUser user) {
        return Json.object()
                .put("id", user.id())
                .put("first_name", user.firstName())
                .put("last_name", user.lastName())
                .put("email", user.email())
                .put("type", user.type());
    }

    private static ObjectNode withHostKey(SimulatedUser user, @Nullable String hostKey) {
        ObjectNode object = Json.object().put("id", user.id());
        return hostKey == null ? object : object.put("host_key", hostKey);
    }

    private ZoomWebhook webhook(String event, ObjectNode payload) {
        return ZoomWebhook.of(event, clock.millis(), payload);
    }
}
