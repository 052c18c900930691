package dev.hostkeysync.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where each part of the local stack listens, on 127.0.0.1.
public record LocalPorts(int http, int kafka, int postgres, int zoomSimulator, int oidc) {

    /// The ports of the contract, each moved by its variable.
    ///
    /// @throws IllegalArgumentException when a variable does not hold a port
    static LocalPorts of(Map<String, String> environment) {
        return new LocalPorts(
                port(environment, "PORT", 8080),
                port(environment, "KAFKA_PORT", 9092),
                port(environment, "POSTGRES_PORT", 5433),
                port(environment, "ZOOM_SIMULATOR_PORT", 9400),
                port(environment, "OIDC_PORT", 9300));
    }

    /// Ports that nobody listened on a moment ago, so that tests get in nobody's way.
    public static LocalPorts free() {
        return new LocalPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /// One line for each port that somebody else has: which, who, and how to move ours.
    List<String> faults() {
        return Stream.of(
                        fault(http, "the service", "PORT"),
                        fault(kafka, "Kafka", "KAFKA_PORT"),
                        fault(postgres, "PostgreSQL", "POSTGRES_PORT"),
                        fault(zoomSimulator, "the Zoom simulator", "ZOOM_SIMULATOR_PORT"),
                        fault(oidc, "the OIDC issuer", "OIDC_PORT"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> fault(int port, String what, String variable) {
        if (Ports.isFree(port)) {
            return Optional.empty();
        }
        String owner = PortOwner.of(port).map(text -> " (" + text + ")").orElse("");
        return Optional.of(
                "port %d, meant for %s, is taken%s; set %s to use another"
                        .formatted(port, what, owner, variable));
    }

    private static int port(Map<String, String> environment, String variable, int preset) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            return preset;
        }
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(
                variable + ": '" + value + "' is not a port; expected 1 to 65535");
    }
}
