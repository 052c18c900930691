package dev.hostkeysync.scim;

import dev.hostkeysync.directory.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/// Where the next or the previous page begins (RFC 9865). It never expires: it says behind which
/// resource to go on, whether that one still exists or not.
///
/// @param source which of the kinds in a list, from 0
/// @param backward whether the page ends there instead
record Cursor(int source, boolean backward, Position position) {

    private static final int MAX_LENGTH = 4096;
    private static final int CHECKSUM = 12;
    private static final int FIXED = 2 + 16;

    /// @param query what the cursor belongs to: with another query it means nothing
    String text(String query) {
        byte[] key = position.key().getBytes(StandardCharsets.UTF_8);
        byte[] content =
                ByteBuffer.allocate(FIXED + key.length)
                        .put((byte) source)
                        .put((byte) (backward ? 1 : 0))
                        .putLong(position.id().getMostSignificantBits())
                        .putLong(position.id().getLeastSignificantBits())
                        .put(key)
                        .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(CHECKSUM + content.length)
                                .put(checksum(content, query))
                                .put(content)
                                .array());
    }

    /// @throws ScimException `invalidCursor`
    static Cursor parse(String text, String query) {
        byte[] bytes = decoded(text);
        byte[] content = Arrays.copyOfRange(bytes, CHECKSUM, bytes.length);
        if (!MessageDigest.isEqual(checksum(content, query), Arrays.copyOf(bytes, CHECKSUM))) {
            throw ScimException.invalidCursor();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        int source = buffer.get();
        boolean backward = buffer.get() == 1;
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        try {
            String key = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            Storable.check(key);
            return new Cursor(source, backward, new Position(key, id));
        } catch (CharacterCodingException | ScimException _) {
            throw ScimException.invalidCursor();
        }
    }

    private static byte[] decoded(String text) {
        try {
            byte[] bytes =
                    text.length() > MAX_LENGTH ? new byte[0] : Base64.getUrlDecoder().decode(text);
            if (bytes.length >= CHECKSUM + FIXED) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw ScimException.invalidCursor();
    }

    // Finds rubbish and a cursor of another query. Whoever forges one gets a page that they could
    // have asked for anyhow.
    private static byte[] checksum(byte[] content, String query) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(content), CHECKSUM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
