package dev.hostkeysync.outbox;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/// How clients reach and trust the brokers: `KAFKA_BOOTSTRAP_SERVERS`, and every
/// `KAFKA_SECURITY_…`, `KAFKA_SASL_…` and `KAFKA_SSL_…`, the same for clients of ours as for the
/// channels.
@ApplicationScoped
public class Brokers {

    private final Map<String, Object> platform;

    /// @param platform what Quarkus made of all variables that begin with `KAFKA_`; a group id of
    ///   its own among it, which is none of ours
    Brokers(@Identifier("default-kafka-broker") Map<String, Object> platform) {
        this.platform = platform;
    }

    /// @param own of the one client
    public Map<String, Object> settings(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>();
        platform.forEach((name, value) -> {
            if (name.matches("bootstrap\\.servers|(security|sasl|ssl)\\..+")) {
                all.put(name, value);
            }
        });
        all.putAll(own);
        return all;
    }
}
