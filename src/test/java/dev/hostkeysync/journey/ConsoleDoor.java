package dev.hostkeysync.journey;

import dev.hostkeysync.portal.console.OverviewPage;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A request that the console answers, as its classes declare it: none can be forgotten.
///
/// @param path as declared, with its parameters in braces
record ConsoleDoor(String method, String path) {

    static List<ConsoleDoor> all() {
        List<ConsoleDoor> doors = new ArrayList<>();
        for (Class<?> type : classes()) {
            Path base = type.getAnnotation(Path.class);
            if (base != null) {
                for (Method method : type.getDeclaredMethods()) {
                    verb(method).ifPresent(verb -> doors.add(door(verb, base, method)));
                }
            }
        }
        return doors;
    }

    boolean isReading() {
        return method.equals("GET");
    }

    /// @param id for every parameter but the one that names an act
    String of(String id) {
        return path.replace("{act}", "protect").replaceAll("\\{[a-z]+}", id);
    }

    private static ConsoleDoor door(String verb, Path base, Method method) {
        Path more = method.getAnnotation(Path.class);
        return new ConsoleDoor(verb, base.value() + (more == null ? "" : "/" + more.value()));
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static List<Class<?>> classes() {
        String name = OverviewPage.class.getSimpleName() + ".class";
        try (Stream<java.nio.file.Path> files =
                Files.list(
                        java.nio.file.Path.of(OverviewPage.class.getResource(name).toURI())
                                .getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class"))
                    .<Class<?>>map(ConsoleDoor::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    OverviewPage.class.getPackageName()
                            + "."
                            + file.substring(0, file.length() - ".class".length()),
                    false,
                    OverviewPage.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
