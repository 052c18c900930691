package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whom an event is about: the formats of RFC 9493, RFC 9967 section 2.1 and the complex subject of
/// the Shared Signals Framework 1.0 section 3, of which the `user` counts.
final class Subject {

    private static final Pattern SCIM_USER = Pattern.compile("(?:.*/)?Users/([^/?#]+)");
    private static final String ACCOUNT = "acct:";

    /// Enough for everybody who writes one by hand.
    private static final int MOST_ALIASES = 20;

    private Subject() {}

    /// The names by which we may know the user; none for a format that says nothing to us (phone
    /// numbers, DIDs, sessions, devices).
    static UserReference user(JsonNode subject) {
        JsonNode user = subject.path("user");
        if (user.isObject()) {
            return simple(user);
        }
        if (format(subject).equals("aliases")) {
            return subject.path("identifiers")
                    .valueStream()
                    .limit(MOST_ALIASES)
                    .map(Subject::simple)
                    .reduce(UserReference.none(), Subject::merged);
        }
        return simple(subject);
    }

    /// Whether it is a resource of SCIM, and not a user.
    static boolean isOtherResource(JsonNode subject) {
        return format(subject).equals("scim")
                && subject.path("uri").isTextual()
                && scimId(subject).isEmpty();
    }

    private static UserReference simple(JsonNode subject) {
        Optional<UserReference> named =
                switch (format(subject)) {
                    case "email" -> Names.of(subject, "email").map(Subject::address);
                    case "account" ->
                            Names.of(subject, "uri")
                                    .filter(uri ->
                                            uri.regionMatches(
                                                    true, 0, ACCOUNT, 0, ACCOUNT.length()))
                                    .map(uri -> uri.substring(ACCOUNT.length()))
                                    .filter(account -> !account.isBlank())
                                    .map(Subject::address);
                    case "iss_sub" -> Names.of(subject, "sub").map(Subject::opaque);
                    case "opaque" -> Names.of(subject, "id").map(Subject::opaque);
                    case "scim" -> scim(subject);
                    default -> Optional.empty();
                };
        return named.orElseGet(UserReference::none);
    }

    /// Before RISC 1.0 the member was `subject_type`, and its values had hyphens.
    private static String format(JsonNode subject) {
        String given = subject.path("format").asText(subject.path("subject_type").asText(""));
        return given.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static UserReference address(String text) {
        UserReference named = UserReference.none().withUserName(text);
        return EmailAddress.parse(text).map(named::with).orElse(named);
    }

    private static UserReference opaque(String text) {
        UserReference named = UserReference.none().with(new ExternalId(text)).withUserName(text);
        return UserId.parse(text).map(named::with).orElse(named);
    }

    /// A provider that has our own id from SCIM may write it; otherwise the id is its own, and our
    /// `externalId`.
    private static Optional<UserReference> scim(JsonNode subject) {
        Optional<String> id = scimId(subject);
        Optional<ExternalId> externalId =
                Names.of(subject, "externalId").or(() -> id).map(ExternalId::new);
        return externalId.map(known -> {
            UserReference named = UserReference.none().with(known);
            return id.flatMap(UserId::parse).map(named::with).orElse(named);
        });
    }

    private static Optional<String> scimId(JsonNode subject) {
        return Names.of(subject, "uri")
                .map(SCIM_USER::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    /// All names of both; where they differ, the first one's.
    static UserReference merged(UserReference one, UserReference other) {
        return new UserReference(
                one.id().or(other::id),
                one.zoomUserId().or(other::zoomUserId),
                one.externalId().or(other::externalId),
                one.userName().or(other::userName),
                one.email().or(other::email));
    }
}
