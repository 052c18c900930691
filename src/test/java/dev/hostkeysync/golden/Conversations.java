package dev.hostkeysync.golden;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The files in `src/test/resources/golden`.
final class Conversations {

    private static final String MISTAKES = "mistakes.yaml";

    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private Conversations() {}

    /// By name.
    static List<Conversation> all() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith(MISTAKES))
                    .sorted()
                    .map(file -> Conversation.read(name(file), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What others were seen to get wrong, by number.
    static Map<Integer, String> mistakes() {
        Map<Integer, String> mistakes = new TreeMap<>();
        read(directory().resolve(MISTAKES))
                .properties()
                .forEach(one ->
                        mistakes.put(Integer.valueOf(one.getKey()), one.getValue().asText()));
        return mistakes;
    }

    private static Path directory() {
        URL found = Conversations.class.getResource("/golden/" + MISTAKES);
        try {
            return Objects.requireNonNull(
                    Path.of(Objects.requireNonNull(found).toURI()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replace(".yaml", "");
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
