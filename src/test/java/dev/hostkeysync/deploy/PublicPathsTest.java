package dev.hostkeysync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every endpoint of ours is one that the world may reach (its own proof protects it); Quarkus's
/// own are not.
class PublicPathsTest {

    private record Opened(String path, boolean prefix) {

        boolean covers(String wanted) {
            return path.equals(wanted) || (prefix && wanted.startsWith(path + "/"));
        }
    }

    private static List<Opened> opened() {
        List<Opened> all = new ArrayList<>();
        for (JsonNode path :
                Overlay.named("production").only("Ingress").at("/spec/rules/0/http/paths")) {
            all.add(
                    new Opened(
                            path.path("path").asText(),
                            path.path("pathType").asText().equals("Prefix")));
        }
        return all;
    }

    private static List<String> endpoints() throws Exception {
        java.nio.file.Path classes =
                java.nio.file.Path.of(
                        Path.class
                                .getClassLoader()
                                .loadClass("dev.hostkeysync.Main")
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        try (Stream<java.nio.file.Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .flatMap(PublicPathsTest::paths)
                    .map(path -> ("/" + path).replaceAll("/+", "/").replaceAll("(.)/$", "$1"))
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> paths(String className) {
        try {
            Class<?> resource =
                    Class.forName(className, false, PublicPathsTest.class.getClassLoader());
            Path own = resource.getAnnotation(Path.class);
            return own == null
                    ? Stream.empty()
                    : Stream.concat(
                            Stream.of(own.value()),
                            Stream.of(resource.getDeclaredMethods())
                                    .map(method -> method.getAnnotation(Path.class))
                                    .filter(Objects::nonNull)
                                    .map(path -> own.value() + "/" + path.value()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theWorldReachesEveryEndpoint() throws Exception {
        List<Opened> opened = opened();

        assertThat(endpoints())
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(opened).as(path).anyMatch(one -> one.covers(path)));
    }

    @Test
    void theWorldReachesNoManagement() throws IOException {
        assertThat(opened())
                .noneMatch(one ->
                        one.covers("/q/metrics")
                                || one.covers("/q/health/ready")
                                || one.covers("/q/openapi")
                                || (one.prefix() && one.path().equals("/")));
    }

    @Test
    void opensNothingThatIsNotThere() throws Exception {
        List<String> endpoints = endpoints();

        assertThat(opened())
                .allSatisfy(one ->
                        assertThat(endpoints)
                                .as(one.path())
                                .anyMatch(path ->
                                        path.equals(one.path())
                                                || path.startsWith(one.path() + "/")));
    }
}
