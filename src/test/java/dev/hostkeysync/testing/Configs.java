package dev.hostkeysync.testing;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Reads a configuration interface from made-up environment variables, as the service reads it from
/// real ones.
public final class Configs {

    private Configs() {}

    public static <T> T of(Class<T> mapping, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
