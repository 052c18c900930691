package dev.hostkeysync.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;

/// The API's description, made of the compiled classes and the files as the build makes it.
final class ApiDescription {

    private static final JsonNode JSON = make();

    private ApiDescription() {}

    static JsonNode json() {
        return JSON;
    }

    /// Every operation with the place where it stands.
    static List<Described> operations() {
        List<Described> operations = new ArrayList<>();
        JSON.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        operations.add(
                                                new Described(
                                                        method.getKey(),
                                                        path.getKey(),
                                                        method.getValue()))));
        return operations;
    }

    private static JsonNode make() {
        try {
            Path classes = classes();
            Index index = index(classes);
            OpenAPI api = SmallRyeOpenAPI.builder().withIndex(index).build().model();
            SmallRyeOpenAPI whole =
                    empty().withInitialModel(api).addFilter(new DocumentFilter(index)).build();
            return new JsonMapper().readTree(whole.toJSON());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SmallRyeOpenAPI.Builder empty() {
        return SmallRyeOpenAPI.builder()
                .enableAnnotationScan(false)
                .enableModelReader(false)
                .enableStandardFilter(false)
                .enableStandardStaticFiles(false);
    }

    private static Path classes() {
        try {
            return Path.of(
                    DocumentFilter.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes are nowhere", e);
        }
    }

    private static Index index(Path classes) throws IOException {
        Indexer indexer = new Indexer();
        for (Path file : files(classes, ".class")) {
            try (InputStream in = open(file)) {
                indexer.index(in);
            }
        }
        return indexer.complete();
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
