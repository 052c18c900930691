package dev.hostkeysync.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The commands of `src/main/docker/Dockerfile.jvm`, to run them on this machine: what is tested is
/// what is deployed.
final class Dockerfile {

    static final Path DIRECTORY = Path.of("src", "main", "docker");

    private Dockerfile() {}

    /// The words of the one instruction that begins so and is in exec form (a JSON list).
    ///
    /// @param paths what stands for a path of the image here
    static List<String> command(String beginning, Map<String, Path> paths) {
        try {
            List<String> found =
                    Files.readAllLines(DIRECTORY.resolve("Dockerfile.jvm")).stream()
                            .filter(line -> line.startsWith(beginning))
                            .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(
                        found.size() + " lines of Dockerfile.jvm begin with " + beginning);
            }
            String list = found.getFirst().substring(found.getFirst().indexOf('['));
            return Arrays.stream(new ObjectMapper().readValue(list, String[].class))
                    .map(word -> here(word, paths))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(beginning + " is not in exec form", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String here(String word, Map<String, Path> paths) {
        String here = word;
        for (Map.Entry<String, Path> path : paths.entrySet()) {
            here = here.replace(path.getKey(), path.getValue().toAbsolutePath().toString());
        }
        return here;
    }
}
