package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is served whatever the size, and what is not.
class LargeDirectoryTest {

    private static final Provider PROVIDER = large();

    private static Provider large() {
        Provider provider = new Provider();
        Crowd.users(Provider.jdbi(), 10_001);
        return provider;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName eq "USER77@example.com"                                        | 1
                    emails[type eq "home"].value eq "77@home.example" and active eq true    | 1
                    displayName sw "person 1000" and not (title eq "T1")                    | 2
                    externalId eq "ext1" or userName sw "user999"                           | 12
                    meta.created le "2026-01-01T00:00:10Z"                                  | 10
                    id eq "00000000-0000-7000-8000-000000000001" and manager eq "M"         | 0
                    """)
    void servesWhatAnIndexBounds(String filter, int total) {
        assertThat(body(PROVIDER.search(filter)).path("totalResults").asInt()).isEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    title eq "T1"
                    userName co "user"
                    not (userName eq "user1@example.com")
                    userName eq "user1@example.com" or title pr
                    userName pr
                    """)
    void saysWhyItDoesNotServeTheRest(String filter) {
        assertThat(error(PROVIDER.search(filter)))
                .isEqualTo(
                        """
                        400 invalidFilter this filter would read the whole directory, which is too large for that; join to \
                        it by 'and' a condition that an index serves: id eq, userName eq or sw, externalId eq, displayName \
                        eq or sw, emails.value eq, groups.value eq, meta.created or meta.lastModified with gt, ge, lt or le; \
                        of conditions joined by 'or' each must be one\
                        """);
    }

    @Test
    void sortsTheWholeByAnIndexOnly() {
        assertThat(
                        body(PROVIDER.query("sortBy=userName", "sortOrder=descending", "count=1"))
                                .at("/Resources/0/userName")
                                .asText())
                .isEqualTo("user9@example.com");
        assertThat(error(PROVIDER.query("sortBy=title", "count=1")))
                .isEqualTo(
                        """
                        400 invalidValue the whole directory is too large to be sorted so; sort it by id, userName, \
                        displayName, meta.created or meta.lastModified, or give a filter\
                        """);
    }
}
