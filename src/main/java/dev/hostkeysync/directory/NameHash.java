package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.ZoomUserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/// The names of somebody who is perhaps unknown here, as hashes: what was said of them is kept, who
/// they are is not.
final class NameHash {

    private NameHash() {}

    /// Our own id is no such name: whoever has it is known.
    static Set<UUID> of(UserReference reference) {
        Set<UUID> names = new LinkedHashSet<>();
        reference.zoomUserId().ifPresent(id -> names.add(of(id)));
        reference.externalId().ifPresent(id -> names.add(hash("external", id.value())));
        reference.userName().ifPresent(name -> names.add(hash("name", Profile.userNameKey(name))));
        reference.email().map(EmailAddress::key).ifPresent(key -> names.add(hash("email", key)));
        return names;
    }

    static Set<UUID> of(Profile profile) {
        UserReference none = UserReference.none().withUserName(profile.userName());
        UserReference external = profile.externalId().map(none::with).orElse(none);
        return of(profile.email().map(external::with).orElse(external));
    }

    /// The migration V11 has the same.
    static UUID of(ZoomUserId id) {
        return hash("zoom", id.value());
    }

    private static UUID hash(String kind, String name) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest((kind + ":" + name).getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
