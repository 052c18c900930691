package dev.hostkeysync.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser of this machine.
final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /// @throws IllegalStateException when there is none, with what to do
    static Path executable() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(Chromium::onThePath)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "there is no Chromium here, which the tests of the pages need."
                                        + " Install it (Debian: apt-get install chromium), or let"
                                        + " CHROMIUM name its executable"));
    }

    private static Optional<Path> onThePath() {
        List<Path> directories =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
        return NAMES.stream()
                .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
