package dev.hostkeysync.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `openapi/problems.yaml` has every problem of the code, and only those.
class ProblemCatalogueTest {

    private static final Pattern MADE =
            Pattern.compile(
                    "Problem\\s*\\.of\\(\\s*\"([a-z0-9-]+)\",\\s*(\\d+|status),\\s*\"([^\"]+)\"");

    /// Told of every operation at once, in the description's own text, or on pages only.
    private static final Set<String> OF_NO_OPERATION =
            Set.of("method-not-allowed", "not-acceptable", "sign-in-unavailable");

    @Test
    void hasEveryProblemOfTheCode() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(one -> isOfTheApi(one.toString())).toList()) {
                MADE.matcher(Files.readString(file))
                        .results()
                        .filter(one -> !OF_NO_OPERATION.contains(one.group(1)))
                        .map(one -> one.group(1) + ": " + one.group(3))
                        .forEach(made::add);
            }
        }
        Set<String> told = new TreeSet<>();
        ApiDescription.json().at("/components/examples").properties().stream()
                .filter(one -> one.getKey().startsWith("problem."))
                .map(one -> one.getValue().path("value"))
                .forEach(one ->
                        told.add(
                                one.path("type").asText().replaceFirst(".*/", "")
                                        + ": "
                                        + one.path("title").asText()));

        assertThat(told).containsExactlyElementsOf(made);
    }

    /// Pages are for people: what they say is no contract.
    private static boolean isOfTheApi(String file) {
        return file.endsWith(".java") && !file.contains("/portal/");
    }
}
