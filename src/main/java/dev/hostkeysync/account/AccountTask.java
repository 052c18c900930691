package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.PersonNames;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// One leased user with all that their turn needs, as committed at the time of the lease.
///
/// @param type that they get if they are made
record AccountTask(AccountRow row, DirectoryUser user, Wanted wanted, ZoomType type) {

    Optional<EmailAddress> email() {
        return user.profile().email();
    }

    /// How we know Zoom's user: by what the directory was told, or by what we found.
    Optional<ZoomUserId> zoomUserId() {
        return user.zoomUserId().or(row::zoomUserId);
    }

    Optional<ZoomUserRef> target() {
        return zoomUserId()
                .<ZoomUserRef>map(ZoomUserRef.ById::new)
                .or(() -> email().map(ZoomUserRef.ByEmail::new));
    }

    PersonNames names() {
        return PersonNames.of(user.profile());
    }

    /// Of all that Zoom is given of a person: who has the same has nothing new for Zoom.
    static String hash(DirectoryUser user) {
        PersonNames names = PersonNames.of(user.profile());
        String text =
                String.join(
                        "\u0000",
                        names.given().orElse(""),
                        names.family().orElse(""),
                        names.display().orElse(""),
                        names.department().orElse(""),
                        user.profile().email().map(EmailAddress::key).orElse(""));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
