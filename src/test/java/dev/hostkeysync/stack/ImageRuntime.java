package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Java runtime of the image, linked once by its own line of the Dockerfile from the JDK that
/// runs us: the service runs here on the modules that are deployed, and no others. Where that JDK
/// cannot link one, the service runs on the JDK itself.
final class ImageRuntime {

    private static final Path LINKED = Path.of("target", "runtime", "linked");
    private static final Path STAMP = LINKED.resolveSibling("stamp");
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private ImageRuntime() {}

    /// What is a JAVA_HOME for the service.
    static synchronized Path home() {
        return isLinked() ? LINKED.toAbsolutePath() : JDK;
    }

    /// Whether it was linked, now or before.
    static synchronized boolean isLinked() {
        List<String> command = new ArrayList<>(linking());
        // A distribution's JDK, or one from a cache, may have its own certificates.
        command.add("--ignore-modified-runtime");
        try {
            Files.createDirectories(LINKED.getParent());
            String wanted = command + Files.readString(JDK.resolve("release"));
            try (FileChannel lock =
                            FileChannel.open(
                                    LINKED.resolveSibling("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = lock.lock()) {
                if (!Files.exists(STAMP) || !Files.readString(STAMP).equals(wanted)) {
                    link(command);
                    // After a failure too: it is not tried again.
                    Files.writeString(STAMP, wanted);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Files.exists(LINKED);
    }

    /// The image's own command, with this machine's paths.
    static List<String> linking() {
        return Dockerfile.command(
                "RUN [\"/opt/java/openjdk/bin/jlink\"",
                Map.of("/opt/java/openjdk", JDK, "/opt/java/runtime", LINKED));
    }

    private static void link(List<String> command) throws IOException {
        Directories.delete(LINKED);
        try {
            OsProcess.start(
                            "the linking of the runtime",
                            command,
                            Map.of(),
                            LINKED.resolveSibling("jlink.log"))
                    .requireSuccess(Duration.ofMinutes(3));
        } catch (RuntimeException e) {
            Directories.delete(LINKED);
            System.err.println("No runtime as in the image: " + e.getMessage());
        }
    }
}
