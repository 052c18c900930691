package dev.hostkeysync.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The AOT cache of the packaged service, made once for each build by what makes it for the image
/// (`src/main/docker/train`). Where it cannot be made the service starts without it, only slower.
///
/// `-Dhostkeysync.aot=off`: none is made or used.
final class AotCache {

    static final Path OPTIONS = Dockerfile.DIRECTORY.resolve("java.options");
    private static final Path TRAIN = Dockerfile.DIRECTORY.resolve("train");
    private static final Path BUILT = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Path CACHE = Path.of("target", "aot", "hostkey-sync.aot");
    private static final Path FAILED = CACHE.resolveSibling("failed");

    private AotCache() {}

    /// The cache for the jar of this build (another one has none), made now if it is not there or
    /// older than what it is made of.
    ///
    /// @param runtime the JAVA_HOME that runs the jar
    static synchronized Optional<Path> of(Path jar, Path runtime) {
        if (!isOfThisBuild(jar) || System.getProperty("hostkeysync.aot", "on").equals("off")) {
            return Optional.empty();
        }
        List<Path> sources = List.of(jar, runtime.resolve("release"), OPTIONS, TRAIN);
        try {
            Files.createDirectories(CACHE.getParent());
            try (FileChannel lock =
                            FileChannel.open(
                                    CACHE.resolveSibling("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = lock.lock()) {
                if (!isNewer(CACHE, sources) && !isNewer(FAILED, sources)) {
                    make(jar, runtime);
                }
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("No AOT cache: " + e.getMessage());
        }
        return Optional.of(CACHE.toAbsolutePath()).filter(cache -> isNewer(cache, sources));
    }

    static boolean isOfThisBuild(Path jar) {
        return jar.toAbsolutePath().equals(BUILT.toAbsolutePath());
    }

    private static boolean isNewer(Path file, List<Path> sources) {
        try {
            for (Path source : sources) {
                if (!Files.exists(file)
                        || Files.getLastModifiedTime(file)
                                        .compareTo(Files.getLastModifiedTime(source))
                                <= 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Not tried again for this build if it fails.
    private static void make(Path jar, Path runtime) throws IOException {
        Files.deleteIfExists(CACHE);
        Files.writeString(FAILED, "");
        Path made = CACHE.resolveSibling("being-made.aot");
        PostgresServer postgres = TemporaryPostgres.start();
        try {
            boolean _ = postgres.createDatabase("train");
            OsProcess.start(
                            "the training of the AOT cache",
                            List.of(
                                    TRAIN.toString(),
                                    OPTIONS.toString(),
                                    jar.toAbsolutePath().toString(),
                                    made.toAbsolutePath().toString()),
                            Map.of(
                                    "JAVA_HOME",
                                    runtime.toString(),
                                    "DATABASE_URL",
                                    postgres.jdbcUrl("train"),
                                    "DATABASE_USERNAME",
                                    PostgresServer.ROLE,
                                    "DATABASE_PASSWORD",
                                    PostgresServer.PASSWORD),
                            CACHE.resolveSibling("train.log"))
                    .requireSuccess(Duration.ofMinutes(5));
        } finally {
            postgres.kill();
        }
        Files.move(made, CACHE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(FAILED);
    }
}
