package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # users | unreadable | counted | before | accepted | doubt
                    100     | 0          | 100     | 100    | false    |
                    80      | 0          | 80      | 100    | false    |
                    79      | 0          | 79      | 100    | false    | Zoom lists 79 users, after 100 at the last check: more than 20 % are missing.
                    79      | 0          | 79      | 100    | true     |
                    500     | 0          | 500     | 100    | false    |
                    1       | 0          | 1       | 0      | false    |
                    100     | 0          | 126     | 0      | false    | Zoom says that there are 126 users and lists 100.
                    100     | 0          | 125     | 0      | false    |
                    100     | 1          | 100     | 100    | false    | 1 entries of Zoom's list name nobody, so users may be missing on it.
                    100     | 1          | 100     | 100    | true     |
                    0       | 0          | 0       | 0      | false    | Zoom's list of users is empty, which no account's is.
                    0       | 0          | 0       | 100    | true     | Zoom's list of users is empty, which no account's is.
                    """)
    void believesAListThatCanBeRight(
            int users,
            int unreadable,
            int counted,
            int before,
            boolean accepted,
            @org.jspecify.annotations.Nullable String doubt) {
        String said =
                new Trust(20)
                        .doubt(users, unreadable, counted, Trust.Before.lastCheck(before), accepted)
                        .orElse("");

        assertThat(said).startsWith(doubt == null ? "" : doubt);
        assertThat(said.isEmpty()).isEqualTo(doubt == null);
    }
}
