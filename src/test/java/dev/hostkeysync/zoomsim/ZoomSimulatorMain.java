package dev.hostkeysync.zoomsim;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// The simulator as a program of its own: `ZoomSimulatorMain [--port=9400] [--options=JSON]`, or
/// `ZOOMSIM_PORT` and `ZOOMSIM_OPTIONS`. The JSON holds members of [SimulatorOptions]; those left
/// out keep their defaults.
public final class ZoomSimulatorMain {

    private static final String DEFAULT_PORT = "9400";

    private ZoomSimulatorMain() {}

    public static void main(String[] args) {
        try {
            ZoomSimulator simulator = start(args, System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            System.out.printf(
                    "Zoom simulator: %s, account %s, client %s, plan %s%n",
                    simulator.apiUrl(),
                    simulator.options().accountId(),
                    simulator.options().clientId(),
                    simulator.options().plan());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println("Zoom simulator: " + e.getMessage());
            System.exit(1);
        }
    }

    /// @throws IllegalArgumentException when an argument is unknown or cannot be read
    /// @throws UncheckedIOException when the port is taken
    static ZoomSimulator start(String[] args, Map<String, String> environment) {
        String port = Objects.requireNonNullElse(environment.get("ZOOMSIM_PORT"), DEFAULT_PORT);
        String options = Objects.requireNonNullElse(environment.get("ZOOMSIM_OPTIONS"), "{}");
        for (String arg : args) {
            if (arg.startsWith("--port=")) {
                port = arg.substring("--port=".length());
            } else if (arg.startsWith("--options=")) {
                options = arg.substring("--options=".length());
            } else {
                throw new IllegalArgumentException(
                        "unknown argument " + arg + "; known are --port= and --options=");
            }
        }
        return ZoomSimulator.start(
                portOf(port), SimulatorOptions.defaults().merge(Json.read(options)));
    }

    private static int portOf(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("the port is a number from 0 to 65535, not " + text);
        }
        return Integer.parseInt(text);
    }
}
