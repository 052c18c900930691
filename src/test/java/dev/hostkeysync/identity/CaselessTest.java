package dev.hostkeysync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaselessTest {

    @ParameterizedTest
    @CsvSource({
        "ZOE@Example.com, zoe@example.com",
        "ΟΔΥΣΣΕΥΣ, οδυσσευσ",
        "οδυσσευς, οδυσσευσ",
        "İI, ii",
        "ıi, ii",
        "Straße, straße",
        "𐐀, 𐐨"
    })
    void makesLettersTheSameInAnyCase(String text, String key) {
        assertThat(Caseless.key(text)).isEqualTo(key);
    }
}
