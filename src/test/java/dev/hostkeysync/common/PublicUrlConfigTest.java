package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlConfigTest {

    @Test
    void isWhatTheRequestWasSentToByDefault() {
        PublicUrlConfig config = config(Map.of());

        assertThat(config.url()).isEmpty();
        assertThat(config.base("http://localhost:8080/")).isEqualTo("http://localhost:8080");
    }

    @Test
    void readsEveryVariable() {
        PublicUrlConfig config = config(Map.of("PUBLIC_URL", "https://keys.example.com/sync/"));

        assertThat(config.base("http://localhost:8080/"))
                .isEqualTo("https://keys.example.com/sync");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys.example.com",
                "ftp://keys.example.com",
                "https://",
                "https://keys.example.com/?a=b",
                "https://user:secret@keys.example.com",
                "https://keys example.com"
            })
    void refusesWhatIsNoBase(String url) {
        assertThat(PublicUrlConfig.SETTINGS.getFirst().check(Optional.of(url)).orElseThrow())
                .startsWith("PUBLIC_URL: it is")
                .doesNotContain("secret");
    }

    private static PublicUrlConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(PublicUrlConfig.class)
                .build()
                .getConfigMapping(PublicUrlConfig.class);
    }
}
