package dev.hostkeysync.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

    private static final String OWN = "http://127.0.0.1:8080";

    @ParameterizedTest
    @CsvSource({
        "same-origin, , true",
        "same-origin, https://evil.example, true",
        "same-site, http://127.0.0.1:8080, false",
        "cross-site, http://127.0.0.1:8080, false",
        "none, http://127.0.0.1:8080, false",
        "'', http://127.0.0.1:8080, false",
        ", http://127.0.0.1:8080, true",
        ", https://evil.example, false",
        ", null, false",
        ", , false"
    })
    void believesTheBrowserOnWhereARequestComesFrom(
            @Nullable String fetchSite, @Nullable String origin, boolean allowed) {
        assertThat(new SameOrigin(Optional::empty).allows(fetchSite, origin, OWN))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"https://keys.example.com, true", "http://127.0.0.1:8080, false"})
    void knowsItselfByThePublicUrl(String origin, boolean allowed) {
        SameOrigin behindAProxy = new SameOrigin(() -> Optional.of("https://keys.example.com/"));

        assertThat(behindAProxy.allows(null, origin, OWN)).isEqualTo(allowed);
    }
}
