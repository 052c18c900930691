package dev.hostkeysync.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsvsTest {

    private static final Path MAP = Path.of("docs/asvs.md");

    private static List<String> all(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(MAP))
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    @Test
    void answersEveryRequirementOfLevelOne() throws IOException {
        assertThat(all("(?m)^\\| ([0-9]+\\.[0-9]+\\.[0-9]+) "))
                .doesNotHaveDuplicates()
                .containsAll(
                        Files.readAllLines(Path.of("src/test/resources/supply/asvs-level-1.txt")));
    }

    @Test
    void everyTestItNamesIsThere() throws IOException {
        List<String> there;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            there = files.map(file -> file.getFileName().toString().replace(".java", "")).toList();
        }

        assertThat(all("`(\\w+(?:Test|IT))`")).isNotEmpty().isSubsetOf(there);
    }
}
