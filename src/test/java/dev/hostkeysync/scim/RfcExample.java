package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The payload examples of RFC 7643 section 8 and RFC 7644 section 3, each a file named after its
/// section.
final class RfcExample {

    private RfcExample() {}

    static String text(String name) {
        try (InputStream in = RfcExample.class.getResourceAsStream("/rfc/" + name + ".json")) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode json(String name) {
        return ScimJson.parse(text(name).getBytes(StandardCharsets.UTF_8));
    }
}
