package dev.hostkeysync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /// What the setting of this name says of the value; empty where it takes it.
    public static Optional<String> fault(List<Setting> settings, String name, String value) {
        return setting(settings, name).check(Optional.of(value));
    }

    /// What is wrong with the value, without the name before it and what is expected behind it:
    /// those have to be there.
    public static Optional<String> wrong(List<Setting> settings, String name, String value) {
        String expected = "; expected " + setting(settings, name).expected();
        return fault(settings, name, value)
                .map(said -> {
                    assertThat(said).startsWith(name + ": ").endsWith(expected);
                    return said.substring(name.length() + 2, said.length() - expected.length());
                });
    }

    private static Setting setting(List<Setting> settings, String name) {
        return settings.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }
}
