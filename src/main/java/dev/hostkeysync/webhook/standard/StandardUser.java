package dev.hostkeysync.webhook.standard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.ProfileDraft;
import java.io.Serial;
import java.util.Optional;
import java.util.function.Function;

/// `data.user`: who it is, and what is known of them.
record StandardUser(UserReference reference, ProfileDraft draft) {

    /// A member that cannot be what it must be: nothing is done by halves.
    static final class Unusable extends Exception {

        @Serial private static final long serialVersionUID = 1L;

        private final String detail;

        private Unusable(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }

        String detail() {
            return detail;
        }
    }

    static StandardUser parse(JsonNode user) throws Unusable {
        if (!user.isObject()) {
            throw new Unusable("data.user is missing.");
        }
        Optional<UserId> id = member(user, "id", UserId::parse);
        Optional<ZoomUserId> zoomUserId = member(user, "zoomUserId", ZoomUserId::parse);
        Optional<ExternalId> externalId =
                member(user, "externalId", text -> Optional.of(new ExternalId(text)));
        Optional<String> userName = member(user, "userName", Optional::of);
        Optional<EmailAddress> email = member(user, "email", EmailAddress::parse);
        Optional<String> displayName = member(user, "displayName", Optional::of);
        UserReference reference = new UserReference(id, zoomUserId, externalId, userName, email);
        if (reference.isEmpty()) {
            throw new Unusable("data.user names nobody.");
        }
        return new StandardUser(
                reference,
                new ProfileDraft(userName, externalId, email, displayName, active(user)));
    }

    /// Missing and null are the same.
    private static <T> Optional<T> member(
            JsonNode user, String name, Function<String, Optional<T>> read) throws Unusable {
        if (!user.hasNonNull(name)) {
            return Optional.empty();
        }
        Optional<T> value = Payload.text(user, name).flatMap(read);
        if (value.isEmpty()) {
            throw new Unusable("data.user." + name + " is not what it must be.");
        }
        return value;
    }

    private static Optional<Boolean> active(JsonNode user) throws Unusable {
        if (!user.hasNonNull("active")) {
            return Optional.empty();
        }
        if (!user.path("active").isBoolean()) {
            throw new Unusable("data.user.active is not what it must be.");
        }
        return Optional.of(user.path("active").booleanValue());
    }
}
