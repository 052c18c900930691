package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hostkeysync.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrubbedFailureTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    SELECT '482093'::uuid                                              | PSQLException 22P02
                    INSERT INTO dead_letter (id, reason) VALUES (NULL, '482093')       | PSQLException 23502 id
                    INSERT INTO sync_user (user_id, state) VALUES (gen_random_uuid(), '482093') | PSQLException 23514 sync_user_check
                    SELECT 482093 FROM nowhere                                         | PSQLException 42P01
                    """)
    void saysWhatPostgresRefusedButNoneOfTheValues(String sql, String reason) {
        Throwable failure =
                catchThrowable(() -> jdbi.useHandle(handle -> handle.createScript(sql).execute()));

        assertThat(ScrubbedFailure.reasonOf(failure)).isEqualTo(reason);
        assertThat(printed(ScrubbedFailure.of(failure)))
                .doesNotContain("482093")
                .contains("org.jdbi.v3.core", "ScrubbedFailure: org.postgresql.util.PSQLException")
                .contains("at " + ScrubbedFailureTest.class.getName());
    }

    @Test
    void saysOfAnythingElseWhatItIs() {
        Throwable failure = catchThrowable(() -> Integer.parseInt("zoe@example.com"));

        assertThat(ScrubbedFailure.reasonOf(new IllegalStateException("zoe", failure)))
                .isEqualTo("NumberFormatException");
        assertThat(ScrubbedFailure.reasonOf(new SQLException("zoe"))).isEqualTo("SQLException");
        assertThat(printed(ScrubbedFailure.of(failure)))
                .startsWith(
                        "dev.hostkeysync.common.ScrubbedFailure: java.lang.NumberFormatException\n\tat ")
                .doesNotContain("zoe");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
