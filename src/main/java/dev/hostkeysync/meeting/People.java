package dev.hostkeysync.meeting;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whom a request means. Nobody needs to be in the directory: a meeting is Zoom's business, and
/// only the host key needs a user of ours.
@ApplicationScoped
class People {

    static final String EXPECTED =
            "must be an e-mail address, a Zoom user id or the id of a user here";

    /// Zoom's are 22 characters today; its word `me`, which would be the app's owner, is none.
    private static final Pattern ZOOM_ID = Pattern.compile("[A-Za-z0-9_-]{10,64}");

    private final DirectoryReader directory;

    People(DirectoryReader directory) {
        this.directory = directory;
    }

    /// Whether it can mean somebody.
    static boolean isReference(String text) {
        return EmailAddress.parse(text).isPresent() || ZOOM_ID.matcher(text).matches();
    }

    /// @param reference e-mail address, Zoom's user id or our own
    /// @return empty when it is an id of ours that nobody has, or a user without an address
    Optional<Person> find(String reference) {
        Optional<DirectoryUser> user = directory.find(reference);
        if (user.isPresent()) {
            return ZoomUserRef.of(user.get().zoomUserId(), user.get().profile().email())
                    .map(atZoom -> new Person(Optional.of(user.get().id()), atZoom));
        }
        return UserId.parse(reference).isPresent()
                ? Optional.empty()
                : ZoomUserRef.of(
                                EmailAddress.parse(reference).isPresent()
                                        ? Optional.empty()
                                        : ZoomUserId.parse(reference),
                                EmailAddress.parse(reference))
                        .map(atZoom -> new Person(Optional.empty(), atZoom));
    }
}
