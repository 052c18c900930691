package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/scim+json",
                "application/json",
                "Application/SCIM+JSON;Charset=UTF-8",
                "application/json; charset=\"utf-8\"",
                "application/json; version=1; charset=utf8"
            })
    void takesJsonInUtf8(String contentType) {
        assertThatCode(() -> MediaTypes.checkBody(Optional.of(contentType)))
                .doesNotThrowAnyException();
    }

    @Test
    void takesABodyThatDoesNotSayWhatItIs() {
        assertThatCode(() -> MediaTypes.checkBody(Optional.empty())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/json-patch+json",
                "application/json; charset=iso-8859-1",
                "application/json; charset",
                "",
                "*/*"
            })
    void refusesEverythingElse(String contentType) {
        assertThat(Refusals.line(Refusals.of(() -> MediaTypes.checkBody(Optional.of(contentType)))))
                .isEqualTo(
                        "415 - the body must be application/scim+json or application/json, in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                                                                        | application/scim+json
                    */*                                                 | application/scim+json
                    application/scim+json                               | application/scim+json
                    application/json                                    | application/json
                    Application/JSON; q=0.9                             | application/json
                    application/json, application/scim+json             | application/scim+json
                    application/json, */*                               | application/scim+json
                    text/html                                           | application/scim+json
                    """)
    void answersInPlainJsonOnlyToThoseWhoWantNothingElse(@Nullable String accept, String answer) {
        assertThat(MediaTypes.ofAnswer(Optional.ofNullable(accept))).isEqualTo(answer);
    }
}
