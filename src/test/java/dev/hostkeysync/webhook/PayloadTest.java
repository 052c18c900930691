package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "7",
                "null",
                "\"x\"",
                "{} {}",
                "{}]",
                "{'a':1}",
                "{\"a\":01}"
            })
    void isNothingButOneObject(String body) {
        assertThat(object(body)).isEmpty();
    }

    @Test
    void endsAtADepthThatNobodyNeeds() {
        assertThat(object("{\"a\":".repeat(100_000))).isEmpty();
        assertThat(object("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"n\":\"Zoë\"} | Zoë",
                "{\"n\":\"😀\"} | 😀",
                "{\"n\":\"\"} | -",
                "{\"n\":\"  \"} | -",
                "{\"n\":7} | -",
                "{\"n\":null} | -",
                "{} | -",
                "{\"n\":\"a\\u0000b\"} | -",
                "{\"n\":\"a\\nb\"} | -",
                "{\"n\":\"a\\ud800\"} | -",
            })
    void readsOnlyTextThatCanBeStored(String body, String text) {
        assertThat(Payload.text(object(body).orElseThrow(), "n"))
                .isEqualTo(Optional.ofNullable(text));
    }

    @Test
    void readsNoLongerTextThanADirectoryHas() {
        assertThat(Payload.text(object("{\"n\":\"" + "x".repeat(255) + "\"}").orElseThrow(), "n"))
                .contains("x".repeat(255));
        assertThat(Payload.text(object("{\"n\":\"" + "x".repeat(256) + "\"}").orElseThrow(), "n"))
                .isEmpty();
    }

    @Test
    void refusesMoreThanOneMebibyte() {
        assertThatCode(() -> Payload.limit(new byte[1_048_576])).doesNotThrowAnyException();

        ProblemException refusal =
                catchThrowableOfType(
                        ProblemException.class, () -> Payload.limit(new byte[1_048_577]));

        assertThat(refusal.problem().status()).isEqualTo(413);
    }

    private static Optional<JsonNode> object(String body) {
        return Payload.object(body.getBytes(StandardCharsets.UTF_8));
    }
}
