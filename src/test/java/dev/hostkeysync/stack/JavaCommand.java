package dev.hostkeysync.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Command lines that run Java with the JDK that runs us, or what was linked from it: whatever
/// `java` means elsewhere on this machine, here it is the one the scripts have found.
final class JavaCommand {

    /// Several logging back ends lie on the test class path; this is the one Quarkus uses.
    private static final List<String> LOGGING =
            List.of(
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Dslf4j.provider=org.slf4j.impl.JBossSlf4jServiceProvider",
                    "-Dslf4j.internal.verbosity=WARN");

    private JavaCommand() {}

    /// Runs a class of our own class path.
    static List<String> of(List<String> options, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(LOGGING);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /// Runs the service as the image does: its runtime, its options, a cache made in its way. What
    /// is not of this build may need other modules, and has the JDK.
    static List<String> ofJar(Path jar) {
        Path runtime =
                AotCache.isOfThisBuild(jar)
                        ? ImageRuntime.home()
                        : Path.of(System.getProperty("java.home"));
        Optional<Path> cache = AotCache.of(jar, runtime);
        List<String> command =
                new ArrayList<>(
                        Dockerfile.command(
                                "ENTRYPOINT",
                                Map.of(
                                        "/opt/java/runtime",
                                        runtime,
                                        "/opt/hostkey-sync/java.options",
                                        AotCache.OPTIONS,
                                        "/opt/hostkey-sync/hostkey-sync.aot",
                                        cache.orElse(jar),
                                        "/opt/hostkey-sync/quarkus-run.jar",
                                        jar)));
        if (cache.isEmpty()) {
            boolean _ = command.removeIf(word -> word.startsWith("-XX:AOTCache="));
        }
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
