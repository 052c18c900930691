package dev.hostkeysync.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The licences of all libraries in the jar, as the bill of materials tells them.
public final class Licences {

    private Licences() {}

    /// Prints one licence a line, with the libraries below it.
    public static void main(String[] args) throws IOException {
        read(Path.of("target/bom.json"))
                .forEach((licence, libraries) -> {
                    System.out.println(licence + " (" + libraries.size() + ")");
                    libraries.forEach(library -> System.out.println("  " + library));
                });
    }

    /// Libraries by licence; one that may be used under either of two stands under both.
    static SortedMap<String, Set<String>> read(Path bom) throws IOException {
        SortedMap<String, Set<String>> libraries = new TreeMap<>();
        for (JsonNode component : new ObjectMapper().readTree(bom.toFile()).path("components")) {
            String library =
                    component.path("group").asText()
                            + ":"
                            + component.path("name").asText()
                            + ":"
                            + component.path("version").asText();
            if (component.path("licenses").isEmpty()) {
                libraries.computeIfAbsent("unknown", _ -> new TreeSet<>()).add(library);
            }
            for (JsonNode choice : component.path("licenses")) {
                libraries.computeIfAbsent(name(choice), _ -> new TreeSet<>()).add(library);
            }
        }
        return libraries;
    }

    private static String name(JsonNode choice) {
        return choice.has("expression")
                ? choice.path("expression").asText()
                : choice.at("/license/id").asText(choice.at("/license/name").asText());
    }
}
