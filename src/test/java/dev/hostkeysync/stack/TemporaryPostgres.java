package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A PostgreSQL server for as long as this JVM lives, with nothing left behind.
public final class TemporaryPostgres {

    private TemporaryPostgres() {}

    public static PostgresServer start() {
        try {
            Path directory = Files.createTempDirectory("hostkey-sync-test-");
            PostgresServer server =
                    PostgresServer.quick(directory.resolve("postgresql"), Ports.free());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        // Nothing in it is worth an orderly end, which may take
                                        // half a minute.
                                        server.kill();
                                        remove(directory);
                                    },
                                    "temporary-postgresql-end"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Without waiting: a run of all tests leaves a hundred databases, and their files take a
    /// while.
    private static void remove(Path directory) {
        try {
            Process _ = new ProcessBuilder("rm", "-rf", directory.toString()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
