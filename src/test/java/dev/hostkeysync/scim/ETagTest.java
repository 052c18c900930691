package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ETagTest {

    @Test
    void isWeak() {
        assertThat(ETag.of(3)).isEqualTo("W/\"3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    W/"3"            | true
                    "3"              | true
                    W/"2", W/"3"     | true
                    *                | true
                    W/"33"           | false
                    W/"2"            | false
                    3                | false
                    nonsense         | false
                    ``               | false
                    """)
    void isFoundInAHeader(String header, boolean matches) {
        assertThat(ETag.matches(header, 3)).isEqualTo(matches);
    }
}
