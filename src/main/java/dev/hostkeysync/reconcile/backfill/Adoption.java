package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;

/// The profile of somebody of whom only Zoom has told, in the form of SCIM (RFC 7643 section 4.1),
/// because that is how a user is read again. The address is the user name: by it an identity
/// provider that comes later finds them.
final class Adoption {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private Adoption() {}

    static Profile profile(Listed one, EmailAddress email) {
        ObjectNode document = JSON.createObjectNode();
        var schemas = document.putArray("schemas").add(USER);
        document.put("userName", email.value());
        one.displayName().ifPresent(name -> document.put("displayName", name));
        if (one.firstName().isPresent() || one.lastName().isPresent()) {
            ObjectNode name = document.putObject("name");
            one.firstName().ifPresent(text -> name.put("givenName", text));
            one.lastName().ifPresent(text -> name.put("familyName", text));
        }
        document.putArray("emails")
                .addObject()
                .put("value", email.value())
                .put("type", "work")
                .put("primary", true);
        document.put("active", true);
        one.department()
                .ifPresent(department -> {
                    schemas.add(ENTERPRISE);
                    document.putObject(ENTERPRISE).put("department", department);
                });
        return new Profile(
                email.value(),
                Optional.empty(),
                Optional.of(email),
                one.displayName(),
                true,
                document.toString());
    }
}
