package dev.hostkeysync.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Requests of webhooks as their senders make them, under `src/test/resources/webhook`.
public final class GoldenFiles {

    private static final JsonMapper JSON = new JsonMapper();

    private GoldenFiles() {}

    /// @param field of each file
    public static List<JsonNode> parts(String sender, String field) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/webhook", sender))) {
            List<JsonNode> parts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                parts.add(JSON.readTree(file.toFile()).path(field));
            }
            return parts;
        }
    }

    /// The same, as they are sent.
    public static List<byte[]> bytes(String sender, String field) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (JsonNode part : parts(sender, field)) {
            bytes.add(JSON.writeValueAsBytes(part));
        }
        return bytes;
    }
}
