package dev.hostkeysync.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines that run Java with the JDK that runs us: whatever `java` means elsewhere on this
/// machine, here it is the one the scripts have found.
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

    static List<String> ofJar(Path jar) {
        List<String> command = new ArrayList<>(List.of(java()));
        AotCache.of(jar).ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
