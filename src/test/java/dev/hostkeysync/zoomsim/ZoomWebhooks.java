package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Builds the webhooks of Zoom's user events (Zoom, "Webhooks", `user.*`), members in the order of
/// the published examples.
///
/// @param accountId `account_id` of every payload
/// @param operator e-mail of whoever did it
/// @param operatorId Zoom user id of whoever did it
public record ZoomWebhooks(
        String accountId, String operator, String operatorId, InstantSource clock) {

    /// By the owner of the app: an administrator.
    public static ZoomWebhooks byTheApp(String accountId, InstantSource clock) {
        return new ZoomWebhooks(accountId, "admin@example.com", "z8yCxjabcdEFGHfp8uQ", clock);
    }

    /// What the user does themself.
    public ZoomWebhooks by(SimulatedUser user) {
        return new ZoomWebhooks(accountId, user.email(), user.id(), clock);
    }

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
        return userUpdated(user, withHostKey(hostKey), withHostKey(oldHostKey));
    }

    /// The user has another licence now, or none.
    ///
    /// @param oldType 1 = Basic, 2 = Licensed
    public ZoomWebhook typeChanged(SimulatedUser user, int oldType) {
        return userUpdated(
                user, Json.object().put("type", user.type()), Json.object().put("type", oldType));
    }

    public ZoomWebhook emailChanged(SimulatedUser user, String oldEmail) {
        return userUpdated(
                user,
                Json.object().put("email", user.email()),
                Json.object().put("email", oldEmail));
    }

    public ZoomWebhook passwordChanged(SimulatedUser user) {
        return operation(user, "change_password");
    }

    public ZoomWebhook signedOutEverywhere(SimulatedUser user) {
        return operation(user, "sign_out_from_all_devices");
    }

    /// A setting of the user's meetings.
    public ZoomWebhook settingsUpdated(SimulatedUser user) {
        ObjectNode payload = operated().put("time_stamp", clock.millis());
        payload.set("object", withJoinBeforeHost(user, true));
        payload.set("old_object", withJoinBeforeHost(user, false));
        return webhook("user.settings_updated", payload);
    }

    public ZoomWebhook signedIn(SimulatedUser user) {
        return atDevice("user.signed_in", user);
    }

    public ZoomWebhook signedOut(SimulatedUser user) {
        return atDevice("user.signed_out", user);
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
            case "user.settings_updated" -> settingsUpdated(user);
            case "user.signed_in" -> signedIn(user);
            case "user.signed_out" -> signedOut(user);
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

    private ZoomWebhook userUpdated(SimulatedUser user, ObjectNode changed, ObjectNode before) {
        return userUpdated(operated(), user, changed, before);
    }

    private ZoomWebhook operation(SimulatedUser user, String operation) {
        return userUpdated(
                operated().put("operation", operation), user, Json.object(), Json.object());
    }

    private ZoomWebhook userUpdated(
            ObjectNode payload, SimulatedUser user, ObjectNode changed, ObjectNode before) {
        payload.put("time_stamp", clock.millis());
        payload.set("object", Json.object().put("id", user.id()).setAll(changed));
        payload.set("old_object", Json.object().put("id", user.id()).setAll(before));
        return webhook("user.updated", payload);
    }

    private ZoomWebhook atDevice(String event, SimulatedUser user) {
        ObjectNode payload = Json.object().put("account_id", accountId);
        payload.putObject("object")
                .put("id", user.id())
                .put("client_type", "win")
                .put("date_time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("email", user.email())
                .put("version", "6.3.0.1234")
                .put("login_type", 101);
        return webhook(event, payload);
    }

    private static ObjectNode withJoinBeforeHost(SimulatedUser user, boolean allowed) {
        ObjectNode object = Json.object().put("id", user.id());
        object.putObject("settings").putObject("schedule_meeting").put("join_before_host", allowed);
        return object;
    }

    private static ObjectNode withHostKey(@Nullable String hostKey) {
        ObjectNode object = Json.object();
        return hostKey == null ? object : object.put("host_key", hostKey);
    }

    private ZoomWebhook webhook(String event, ObjectNode payload) {
        return ZoomWebhook.of(event, clock.millis(), payload);
    }
}
