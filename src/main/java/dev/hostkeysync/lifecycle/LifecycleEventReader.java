package dev.hostkeysync.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.CloudEvent;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.SignIn;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Reads what [LifecycleEventWriter] wrote, and refuses everything else with a reason that repeats
/// none of the content.
public final class LifecycleEventReader {

    private static final JsonMapper JSON = new JsonMapper();

    private LifecycleEventReader() {}

    /// @param headers the record's headers as text
    /// @throws UnreadableEvent when it is not one of our events
    public static LifecycleEvent read(Map<String, String> headers, byte[] data) {
        String type = headers.getOrDefault("ce_type", "");
        Trigger trigger = Trigger.ofType(type).orElseThrow(() -> unknown(type));
        JsonNode node = tree(data);
        Envelope envelope = envelope(headers, node);
        return switch (trigger) {
            case USER_CREATED ->
                    new LifecycleEvent.UserCreated(envelope, node.path("active").asBoolean(true));
            case SSO_CHANGED ->
                    new LifecycleEvent.SsoChanged(
                            envelope, signIn(node.path("before")), signIn(node.path("after")));
            case USER_DEACTIVATED -> new LifecycleEvent.UserDeactivated(envelope, cause(node));
            case USER_REACTIVATED -> new LifecycleEvent.UserReactivated(envelope, cause(node));
            case USER_REMOVED -> new LifecycleEvent.UserRemoved(envelope);
            case USER_TRANSFERRED -> new LifecycleEvent.UserTransferred(envelope);
            case PROFILE_CHANGED -> new LifecycleEvent.ProfileChanged(envelope);
            case ZOOM_USER_READY -> new LifecycleEvent.ZoomUserReady(envelope);
            case HOST_KEY_DRIFTED -> new LifecycleEvent.HostKeyDrifted(envelope);
        };
    }

    private static UnreadableEvent unknown(String type) {
        return new UnreadableEvent(
                Trigger.isOfAnotherVersion(type)
                        ? "the event is of a version that this release does not read"
                        : "the header ce_type names no event that this release knows");
    }

    private static JsonNode tree(byte[] data) {
        try {
            JsonNode node = JSON.readTree(data);
            if (node == null || !node.isObject()) {
                throw new UnreadableEvent("the value is not a JSON object");
            }
            return node;
        } catch (IOException e) {
            // NB: the cause is dropped on purpose, Jackson quotes the input in its messages.
            throw new UnreadableEvent("the value is not JSON");
        }
    }

    private static Envelope envelope(Map<String, String> headers, JsonNode node) {
        return new Envelope(
                uuid(headers.getOrDefault("ce_id", ""), "ce_id"),
                instant(required(node, "occurredAt")),
                required(node, "origin"),
                new UserId(uuid(required(node, "userId"), "userId")),
                version(node),
                text(node, "zoomUserId").flatMap(ZoomUserId::parse),
                text(node, "email").flatMap(EmailAddress::parse),
                CloudEvent.traceOf(headers));
    }

    private static SignIn signIn(JsonNode node) {
        return new SignIn(
                required(node, "userName"),
                text(node, "email").flatMap(EmailAddress::parse),
                text(node, "externalId").map(ExternalId::new));
    }

    private static Cause cause(JsonNode node) {
        return switch (node.path("cause").asText()) {
            case "group" -> Cause.GROUP;
            case "zoom" -> Cause.ZOOM;
            default -> Cause.PROVIDER;
        };
    }

    private static long version(JsonNode node) {
        JsonNode version = node.path("version");
        if (!version.isIntegralNumber() || version.longValue() < 1) {
            throw new UnreadableEvent("the field version is not a whole number from 1");
        }
        return version.longValue();
    }

    private static UUID uuid(String text, String field) {
        return UserId.parse(text)
                .orElseThrow(() -> new UnreadableEvent("the field " + field + " is not a UUID"))
                .value();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableEvent("the field occurredAt is not an instant");
        }
    }

    private static String required(JsonNode node, String field) {
        return text(node, field)
                .orElseThrow(() -> new UnreadableEvent("the field " + field + " is missing"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue())
                : Optional.empty();
    }
}
