package dev.hostkeysync.webhook.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.EmailAddress;
import java.util.Optional;
import java.util.function.Predicate;

/// A user as Graph has them now.
///
/// @param userName `userPrincipalName`
/// @param email `mail`, or the user principal name where it is an address
/// @param enabled `accountEnabled`
/// @param guest of another organisation
record GraphUser(
        ObjectId id,
        String userName,
        Optional<EmailAddress> email,
        Optional<String> displayName,
        Optional<String> givenName,
        Optional<String> familyName,
        boolean enabled,
        boolean guest) {

    /// What is asked for, and all that is: the value of `$select`.
    static final String SELECT =
            "id,userPrincipalName,mail,displayName,givenName,surname,accountEnabled,userType";

    // As SCIM has it: they travel in every event.
    private static final int LONGEST = 255;

    /// @return empty when something is missing without which nothing can be told, such as
    ///   `accountEnabled` where the app may only read basic profiles
    static Optional<GraphUser> parse(JsonNode json) {
        Optional<ObjectId> id = text(json, "id").flatMap(ObjectId::parse);
        Optional<String> userName = text(json, "userPrincipalName");
        if (id.isEmpty() || userName.isEmpty() || !json.path("accountEnabled").isBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                new GraphUser(
                        id.get(),
                        userName.get(),
                        text(json, "mail")
                                .flatMap(EmailAddress::parse)
                                .or(() -> EmailAddress.parse(userName.get())),
                        text(json, "displayName"),
                        text(json, "givenName"),
                        text(json, "surname"),
                        json.path("accountEnabled").booleanValue(),
                        text(json, "userType").filter("Guest"::equalsIgnoreCase).isPresent()));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue())
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .filter(text -> text.length() <= LONGEST && isStorable(text));
    }

    /// Whether PostgreSQL can hold it: no NUL, no half of a surrogate pair.
    private static boolean isStorable(String text) {
        return text.codePoints()
                .allMatch(c ->
                        c != 0 && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE));
    }
}
