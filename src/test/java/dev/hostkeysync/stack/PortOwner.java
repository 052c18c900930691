package dev.hostkeysync.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who listens on a port of this machine, as far as Linux tells us (proc(5), `net/tcp` and `fd`).
final class PortOwner {

    private static final Path PROC = Path.of("/proc");

    /// State "LISTEN" in `net/tcp`.
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /// @return the process id and its command, empty where it cannot be known: another system, or
    ///   somebody else's process
    static Optional<String> of(int port) {
        try {
            for (String inode : inodes(port)) {
                Optional<String> owner = owner("socket:[" + inode + "]");
                if (owner.isPresent()) {
                    return owner;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> inodes(int port) throws IOException {
        String suffix = ":%04X".formatted(port);
        try (Stream<String> lines =
                Stream.concat(lines(PROC.resolve("net/tcp")), lines(PROC.resolve("net/tcp6")))) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length > 9)
                    .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                    .map(columns -> columns[9])
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
    }

    private static Optional<String> owner(String socket) throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> holds(process, socket))
                    .findFirst()
                    .map(PortOwner::described);
        }
    }

    private static boolean holds(Path process, String socket) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> pointsTo(descriptor, socket));
        } catch (IOException e) {
            // Somebody else's process, or one that has just ended.
            return false;
        }
    }

    private static boolean pointsTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }

    private static String described(Path process) {
        String id = process.getFileName().toString();
        try {
            String command = Files.readString(process.resolve("comm")).strip();
            return "process %s, %s".formatted(id, command);
        } catch (IOException e) {
            return "process " + id;
        }
    }
}
