package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedMethodsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /Users                 | GET, HEAD, POST
                    /Users/1               | GET, HEAD, PUT, PATCH, DELETE
                    /Groups/               | GET, HEAD, POST
                    /Users/.search         | POST
                    /.search               | POST
                    /Bulk                  | POST
                    /ServiceProviderConfig | GET, HEAD
                    /Schemas/urn:x         | GET, HEAD
                    """)
    void areThoseOfRfc7644(String path, String methods) {
        assertThat(AllowedMethods.at(path)).isEqualTo(methods);
    }
}
