package dev.hostkeysync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "zoe@example.com, zoe@example.com",
        "Zoe.Müller+x@Example.COM, zoe.müller+x@example.com",
        "' zoe@example.com ', zoe@example.com",
        "zoe#EXT#@tenant.onmicrosoft.com, zoe#ext#@tenant.onmicrosoft.com",
    })
    void hasAKeyToCompareBy(String text, String key) {
        assertThat(EmailAddress.parse(text).orElseThrow().key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zoe", "@example.com", "zoe@", "zo e@example.com", "../x@y"})
    void isNotJustAnyText(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void hasAtMost254Characters() {
        String longest = "a".repeat(254 - "@example.com".length()) + "@example.com";

        assertThat(EmailAddress.parse(longest)).isPresent();
        assertThat(EmailAddress.parse("a" + longest)).isEmpty();
    }
}
