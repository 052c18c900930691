package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER abc", "Bearer  abc "})
    void readsTheTokenInAnyCaseOfTheScheme(String header) {
        assertThat(BearerHeader.token(header)).contains("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic abc", "Bearer", "Bearer ", "Bearerabc", ""})
    void readsNothingElse(String header) {
        assertThat(BearerHeader.token(header)).isEmpty();
    }

    @Test
    void readsNothingFromNothing() {
        assertThat(BearerHeader.token(null)).isEmpty();
    }
}
