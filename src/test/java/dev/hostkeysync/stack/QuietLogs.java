package dev.hostkeysync.stack;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Kafka tells thousands of lines about one start, and warns of every broker that is not up yet;
/// the web server of the OIDC issuer tells every request. Here only their real warnings matter.
final class QuietLogs {

    private static final Map<String, Level> LEVELS =
            Map.of(
                    "okhttp3.mockwebserver", Level.WARNING,
                    "no.nav.security", Level.WARNING,
                    "kafka", Level.WARNING,
                    "state.change.logger", Level.WARNING,
                    "org.apache.kafka", Level.WARNING,
                    "org.apache.kafka.clients.NetworkClient", Level.SEVERE,
                    "org.apache.kafka.controller.QuorumController", Level.SEVERE,
                    "kafka.log.LogManager", Level.SEVERE);

    private QuietLogs() {}

    static void apply() {
        LEVELS.forEach((name, level) -> Logger.getLogger(name).setLevel(level));
    }
}
