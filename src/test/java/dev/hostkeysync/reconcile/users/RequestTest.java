package dev.hostkeysync.reconcile.users;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                             |
                    {}                             |
                    {"reason":null}                |
                    {"reason":" "}                 |
                    {"reason":" laptop stolen "}   | laptop stolen
                    """)
    void readsTheReason(String body, @Nullable String reason) {
        assertThat(Request.reason(body.getBytes(UTF_8))).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[]",
                "null",
                " ",
                "\"stolen\"",
                "reason=stolen",
                "{\"why\":\"stolen\"}",
                "{\"reason\":1}",
                "{\"reason\":\"two\\nlines\"}"
            })
    void refusesWhatItDoesNotUnderstand(String body) {
        assertThatThrownBy(() -> Request.reason(body.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void refusesAReasonThatIsTooLong() {
        assertThat(Reasons.parse("x".repeat(500))).isPresent();
        assertThatThrownBy(() -> Reasons.parse("x".repeat(501)))
                .isInstanceOf(ProblemException.class);
    }
}
