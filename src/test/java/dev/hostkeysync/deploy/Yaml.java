package dev.hostkeysync.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// YAML and JSON files as trees; a key that stands twice is refused.
public final class Yaml {

    private static final ObjectMapper MAPPER =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private Yaml() {}

    /// All documents of a file.
    public static List<JsonNode> documents(Path file) {
        return parse(text(file));
    }

    /// The one document of a file.
    public static JsonNode document(Path file) {
        List<JsonNode> all = documents(file);
        if (all.size() != 1) {
            throw new IllegalStateException(file + " has " + all.size() + " documents");
        }
        return all.getFirst();
    }

    static List<JsonNode> parse(String text) {
        List<JsonNode> all = new ArrayList<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                all.add(MAPPER.readTree(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
