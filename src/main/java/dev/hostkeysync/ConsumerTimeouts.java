package dev.hostkeysync;

import io.smallrye.reactive.messaging.ClientCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/// Keeps Kafka's clients patient. The messaging library takes the time in which a consumer must
/// close from `default.api.timeout.ms`, but the client would give up all its other calls after it
/// too, and with the look-up of a committed offset the library gives up the whole topic.
@ApplicationScoped
class ConsumerTimeouts implements ClientCustomizer<Map<String, Object>> {

    /// Kafka's own default, in milliseconds.
    private static final int PATIENCE = 60_000;

    @Override
    public Map<String, Object> customize(
            String channel, Config channelConfig, Map<String, Object> config) {
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        return config;
    }
}
