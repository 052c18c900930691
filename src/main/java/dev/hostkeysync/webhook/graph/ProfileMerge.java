package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.Caseless;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;

/// What Graph's word does to a profile. Of a user who is here only what changed at Graph is
/// changed, and only where the directory has what Graph said before: the rest was pushed by SCIM,
/// perhaps by another mapping, and is SCIM's. Above all `externalId` stays, whatever it is: another
/// one would be another sign-in.
final class ProfileMerge {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER_NAME = "userName";
    private static final String DISPLAY_NAME = "displayName";
    private static final String EMAILS = "emails";
    private static final String VALUE = "value";

    private ProfileMerge() {}

    /// A user nobody has pushed, with the attributes as Entra ID's own mapping names them.
    static Profile profile(GraphUser user) {
        ObjectNode document =
                JSON.createObjectNode()
                        .put(USER_NAME, user.userName())
                        .put("externalId", user.id().value());
        user.displayName().ifPresent(name -> document.put(DISPLAY_NAME, name));
        if (user.givenName().isPresent() || user.familyName().isPresent()) {
            ObjectNode name = document.putObject("name");
            user.givenName().ifPresent(given -> name.put("givenName", given));
            user.familyName().ifPresent(family -> name.put("familyName", family));
        }
        user.email().ifPresent(email -> addEmail(document, email));
        document.put("active", user.enabled());
        return new Profile(
                user.userName(),
                Optional.of(new ExternalId(user.id().value())),
                user.email(),
                user.displayName(),
                user.enabled(),
                document.toString());
    }

    /// The profile with what changed between the two.
    static Profile edited(Profile before, LastSaid last, GraphUser now) {
        ObjectNode document = parsed(before.document());
        String userName = before.userName();
        if (last.userName().filter(was -> !was.equals(now.userName())).isPresent()
                && Caseless.key(userName).equals(Caseless.key(last.userName().get()))) {
            userName = now.userName();
            document.put(USER_NAME, userName);
        }
        Optional<EmailAddress> email = before.email();
        if (now.email().isPresent()
                && !last.email().equals(now.email())
                && key(email).equals(key(last.email()))) {
            replaceEmail(document, last.email(), now.email().get());
            email = now.email();
        }
        Optional<String> displayName = before.displayName();
        if (now.displayName().isPresent()
                && !last.displayName().equals(now.displayName())
                && displayName.equals(last.displayName())) {
            displayName = now.displayName();
            document.put(DISPLAY_NAME, displayName.get());
        }
        return new Profile(
                userName,
                before.externalId(),
                email,
                displayName,
                before.active(),
                document.toString());
    }

    private static void replaceEmail(
            ObjectNode document, Optional<EmailAddress> old, EmailAddress now) {
        boolean replaced = false;
        for (JsonNode email : document.path(EMAILS)) {
            if (email instanceof ObjectNode one
                    && key(EmailAddress.parse(one.path(VALUE).asText(""))).equals(key(old))) {
                one.put(VALUE, now.value());
                replaced = true;
            }
        }
        // Otherwise it was the user name, and that may not be an address any more.
        if (!replaced) {
            addEmail(document, now);
        }
    }

    private static void addEmail(ObjectNode document, EmailAddress email) {
        document.withArray(EMAILS)
                .addObject()
                .put(VALUE, email.value())
                .put("type", "work")
                .put("primary", true);
    }

    private static Optional<String> key(Optional<EmailAddress> email) {
        return email.map(EmailAddress::key);
    }

    private static ObjectNode parsed(String document) {
        try {
            return (ObjectNode) JSON.readTree(document);
        } catch (JsonProcessingException _) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not a JSON object");
        }
    }
}
