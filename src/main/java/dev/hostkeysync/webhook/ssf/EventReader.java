package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Understands an event by the [EventTable], and its subject.
final class EventReader {

    /// Whoever changes one of these changes the way in.
    private static final Set<String> SIGN_IN =
            Set.of("username", "emails", "externalid", "password");

    /// What our own stream calls a host key. An event that comes back to us must not rotate the key
    /// that it tells of, and so on for ever.
    private static final String HOST_KEY = "pin";

    private EventReader() {}

    /// @throws SetRefused when the event has not the form that its definition gives it
    static Understood understand(SecurityEvent event) {
        Meaning meaning =
                EventTable.find(event.type()).map(EventTable.Row::meaning).orElse(Meaning.NOTHING);
        return switch (meaning) {
            case NOTHING -> new Understood.Nothing();
            case VERIFICATION -> new Understood.Verification(state(event.payload()));
            case STREAM_UPDATED -> streamUpdated(event.payload());
            default -> ofUser(meaning, event);
        };
    }

    private static Understood ofUser(Meaning meaning, SecurityEvent event) {
        if (!event.subject().isObject()) {
            throw SetRefused.malformed("The event has no sub_id.");
        }
        if (Subject.isOtherResource(event.subject())) {
            return new Understood.Nothing();
        }
        UserReference user = Subject.user(event.subject());
        JsonNode payload = event.payload();
        return switch (meaning) {
            case TRANSFERRED -> about(user, new Report.Transferred(user));
            case SIGN_IN_CHANGED -> about(user, new Report.SignInChanged(user));
            case DEACTIVATED -> about(user, new Report.Deactivated(user));
            case ACTIVATED -> about(user, new Report.Activated(user));
            case REMOVED -> about(user, new Report.Removed(user));
            case CREDENTIAL_CHANGED ->
                    payload.path("credential_type").asText("").equalsIgnoreCase(HOST_KEY)
                            ? new Understood.Nothing()
                            : about(user, new Report.SignInChanged(user));
            case IDENTIFIER_CHANGED -> about(user, readdressed(user, payload));
            case SCIM_CREATED -> created(user, payload);
            case SCIM_REPLACED -> replaced(user, payload);
            case SCIM_PATCHED -> patched(user, payload);
            case SCIM_NOTICED ->
                    namesSignIn(payload)
                            ? about(user, new Report.SignInChanged(user))
                            : new Understood.Nothing();
            case VERIFICATION, STREAM_UPDATED, NOTHING -> new Understood.Nothing();
        };
    }

    private static Understood about(UserReference user, Report report) {
        return user.isEmpty() ? new Understood.Nobody() : new Understood.Reported(report);
    }

    /// RISC 1.0 section 2.5: the subject is the old identifier, `new-value` the new one if it is
    /// told.
    private static Report readdressed(UserReference user, JsonNode payload) {
        Optional<EmailAddress> now = Names.of(payload, "new-value").flatMap(EmailAddress::parse);
        if (user.email().isEmpty() || now.isEmpty()) {
            return new Report.SignInChanged(user);
        }
        return new Report.Profiled(
                user, before -> readdressed(before, user.email().get(), now.get()));
    }

    private static Profile readdressed(Profile before, EmailAddress old, EmailAddress now) {
        ObjectNode document = ScimAttributes.document(before);
        if (before.userName().equalsIgnoreCase(old.value())) {
            document.put(ScimAttributes.USER_NAME, now.value());
        }
        document.path(ScimAttributes.EMAILS)
                .valueStream()
                .filter(email -> email.path("value").asText("").equalsIgnoreCase(old.value()))
                .filter(ObjectNode.class::isInstance)
                .forEach(email -> ((ObjectNode) email).put("value", now.value()));
        return ScimAttributes.profile(document, before.active()).orElse(before);
    }

    private static Understood created(UserReference user, JsonNode payload) {
        ObjectNode kept = ScimAttributes.kept(payload.path("data"));
        if (!kept.has(ScimAttributes.EXTERNAL_ID)) {
            // The next events name the user so.
            user.externalId().ifPresent(id -> kept.put(ScimAttributes.EXTERNAL_ID, id.value()));
        }
        Profile profile = whole(kept);
        UserReference named =
                Subject.merged(
                        user,
                        new UserReference(
                                Optional.empty(),
                                Optional.empty(),
                                profile.externalId(),
                                Optional.of(profile.userName()),
                                profile.email()));
        return new Understood.Reported(new Report.Created(named, profile));
    }

    /// What the resource does not have is taken away. But whoever is switched off stays so until it
    /// says otherwise, and the external id, which is the transmitter's own id with many, stays.
    private static Understood replaced(UserReference user, JsonNode payload) {
        ObjectNode kept = ScimAttributes.kept(payload.path("data"));
        Profile profile = whole(kept.deepCopy());
        UnaryOperator<Profile> edit =
                before -> {
                    ObjectNode document = ScimAttributes.document(before);
                    ScimAttributes.forget(document);
                    document.setAll(kept);
                    return ScimAttributes.profile(document, before.active()).orElse(before);
                };
        // By the user name only where there is nothing surer: it may be a new one, which was
        // somebody else's before.
        UserReference other =
                profile.externalId()
                        .map(UserReference.none()::with)
                        .orElseGet(() -> UserReference.none().withUserName(profile.userName()));
        UserReference named = user.externalId().isPresent() ? user : Subject.merged(user, other);
        return about(named, new Report.Profiled(named, edit));
    }

    private static Understood patched(UserReference user, JsonNode payload) {
        ScimPatch patch = ScimPatch.parse(payload.path("data"));
        return about(
                user,
                patch.changesPassword()
                        ? new Report.SignInChanged(user)
                        : new Report.Profiled(user, patch::applied));
    }

    private static Profile whole(ObjectNode resource) {
        return ScimAttributes.profile(resource, /* activeBefore */ true)
                .orElseThrow(
                        () -> SetRefused.malformed("data must be a user of SCIM with a userName."));
    }

    private static boolean namesSignIn(JsonNode payload) {
        return payload.path("attributes")
                .valueStream()
                .map(name -> name.asText("").toLowerCase(Locale.ROOT))
                // urn:ietf:params:scim:schemas:core:2.0:User:userName, emails.value
                .map(name -> name.substring(name.lastIndexOf(':') + 1).replaceAll("[.\\[].*", ""))
                .anyMatch(SIGN_IN::contains);
    }

    private static Optional<String> state(JsonNode payload) {
        JsonNode state = payload.path("state");
        if (state.isMissingNode() || state.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                Names.of(state)
                        .orElseThrow(() ->
                                SetRefused.malformed(
                                        "state must be a text of 1 to 255 characters.")));
    }

    private static Understood streamUpdated(JsonNode payload) {
        return switch (payload.path("status").asText("")) {
            case "enabled" -> new Understood.StreamUpdated(Understood.Status.ENABLED);
            case "paused" -> new Understood.StreamUpdated(Understood.Status.PAUSED);
            case "disabled" -> new Understood.StreamUpdated(Understood.Status.DISABLED);
            default -> throw SetRefused.malformed("status must be enabled, paused or disabled.");
        };
    }
}
