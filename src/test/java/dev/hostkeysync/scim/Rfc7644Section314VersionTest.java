package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.14. Tags are compared weakly everywhere: the RFC's own examples send weak
/// ones in `If-Match`, where HTTP alone would never find them equal.
class Rfc7644Section314VersionTest {

    private final Provider provider = new Provider();
    private String id = "";

    @BeforeEach
    void aUserAtVersionTwo() {
        id = provider.created("{'userName':'zoe'}");
        ScimAnswer _ = provider.patch(id, "{'op':'add','path':'title','value':'T'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    W/"2"                 | 200
                    "2"                   | 200
                    W/"1" , W/"2"         | 200
                    "a,b", "2"            | 200
                    *                     | 200
                    W/"1"                 | 412
                    "22"                  | 412
                    2                     | 412
                    """)
    void ifMatchLetsOnlyTheVersionThroughThatIsThere(String tags, int status) {
        assertThat(provider.ifMatch(tags).get(id).status()).isEqualTo(status);
        assertThat(
                        provider.ifMatch(tags)
                                .patch(id, "{'op':'add','path':'title','value':'T'}")
                                .status())
                .isEqualTo(status);
        assertThat(provider.ifMatch(tags).put(id, "{'userName':'zoe','title':'T'}").status())
                .isEqualTo(status);
        assertThat(provider.ifMatch(tags).delete(id).status())
                .isEqualTo(status == 200 ? 204 : status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    W/"2"         | 304 | 412
                    "2"           | 304 | 412
                    W/"1", W/"2"  | 304 | 412
                    *             | 304 | 412
                    W/"1"         | 200 | 200
                    """)
    void ifNoneMatchSparesAReadAndStopsAWrite(String tags, int read, int written) {
        ScimAnswer answer = provider.ifNoneMatch(tags).get(id);

        assertThat(answer.status()).isEqualTo(read);
        assertThat(answer.headers()).containsEntry("ETag", "W/\"2\"");
        assertThat(answer.body().isPresent()).isEqualTo(read == 200);
        assertThat(provider.ifNoneMatch(tags).put(id, "{'userName':'zoe','title':'T'}").status())
                .isEqualTo(written);
    }
}
