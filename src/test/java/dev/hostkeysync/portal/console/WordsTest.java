package dev.hostkeysync.portal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.FactKind;
import dev.hostkeysync.reconcile.users.UserDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain          | "plain"
                    a "b", c       | "a ""b"", c"
                    =1+1           | "'=1+1"
                    +1             | "'+1"
                    -1             | "'-1"
                    @SUM(A1)       | "'@SUM(A1)"
                    1=1            | "1=1"
                    """,
            quoteCharacter = '~')
    void aSpreadsheetTakesNothingForAFormula(String text, String value) {
        assertThat(Csv.line(text)).isEqualTo(value + "\r\n");
    }

    @Test
    void norWhatHidesBehindBlanks() {
        assertThat(Csv.line("\t=1", " =1", "", "\r=1"))
                .isEqualTo("\"'\t=1\",\"' =1\",\"\",\"'\r=1\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT59S, 59 seconds",
        "PT60S, 1 minute",
        "PT119M, 119 minutes",
        "PT2H, 2 hours",
        "PT47H, 47 hours",
        "P3D, 3 days"
    })
    void aTimeIsNoMoreExactThanAnybodyKnows(Duration time, String words) {
        assertThat(Utc.inWords(time)).isEqualTo(words);
    }

    @Test
    void timesSayTheirZone() {
        assertThat(Utc.of(Instant.parse("2026-11-22T10:15:30.123456Z")))
                .isEqualTo("2026-11-22 10:15:30 UTC");
        assertThat(Utc.parse("2026-11-22T10:15", "From"))
                .contains(Instant.parse("2026-11-22T10:15:00Z"));
        assertThat(Utc.parse(" ", "From")).isEmpty();
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class,
                                        () -> Utc.parse("yesterday", "From"))
                                .problem()
                                .detail())
                .contains("From must be a time in UTC such as 2027-01-31T09:30");
    }

    @Test
    void aQuestionCountsTheMinuteAndTheDayItNames() {
        Question day = new Question(" jane ", "", "", "2026-11-22", "2026-11-22");
        Question minute = new Question("", "", "token.create", "", "2026-11-22T10:15");

        assertThat(day.wanted(List.of()))
                .isEqualTo(
                        new AuditSearch.Wanted(
                                Optional.of("jane"),
                                List.of(),
                                Optional.empty(),
                                Optional.of(Instant.parse("2026-11-22T00:00:00Z")),
                                Optional.of(Instant.parse("2026-11-23T00:00:00Z"))));
        assertThat(minute.wanted(List.of()).until())
                .contains(Instant.parse("2026-11-22T10:16:00Z"));
        assertThat(new Question("a&b", "", "", "", "").asQuery()).startsWith("who=a%26b&whose=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "2026-11-22T10:15:30Z", "2026-11-22T10:15:30Z~x", "~1"})
    void aPlaceThatIsNoneOfOursIsRefused(String text) {
        assertThatThrownBy(() -> AuditPage.place(text)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyButtonSaysWhatHappensThen(UserDesk.Act act) {
        ActView view = ActView.of(act);

        assertThat(view.question()).endsWith("?");
        assertThat(view.consequence()).endsWith(".");
        for (UserDesk.Outcome outcome : UserDesk.Outcome.values()) {
            assertThat(ActView.told(act, outcome)).endsWith(".");
        }
    }

    @Test
    void everyScopeAndEveryWordOfAProviderHasWords() {
        assertThat(ScopeChoice.all())
                .hasSize(Scope.values().length)
                .extracting(ScopeChoice::meaning)
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(FactKind.values()).map(Causes::word)).doesNotHaveDuplicates();
    }
}
