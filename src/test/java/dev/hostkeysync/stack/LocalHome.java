package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/// The directory a local stack keeps its data in, for itself alone.
final class LocalHome implements AutoCloseable {

    private static final String LOCK = "lock";

    private final Path directory;
    private final FileChannel lock;

    private LocalHome(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /// @param fresh whether to delete first what an earlier run has left
    /// @throws IllegalStateException when another run uses it
    static LocalHome open(Path directory, boolean fresh) {
        try {
            Files.createDirectories(directory);
            FileChannel lock =
                    FileChannel.open(
                            directory.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new IllegalStateException("another local run is using " + directory);
            }
            if (fresh) {
                empty(directory);
            }
            return new LocalHome(directory, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + directory, e);
        }
    }

    Path resolve(String name) {
        return directory.resolve(name);
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another one in this same JVM.
            return false;
        }
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(entry -> !entry.endsWith(LOCK)).forEach(Directories::delete);
        }
    }
}
