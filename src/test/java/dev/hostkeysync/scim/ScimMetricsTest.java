package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimMetricsTest {

    @ParameterizedTest
    @CsvSource({
        "/scim/v2/Users, Users",
        "/scim/v2/Users/01890a5d, Users",
        "/scim/v2/Schemas/urn:a, Schemas",
        "/scim/v2/users, other",
        "/scim/v2/, other",
        "/scim/v2, other",
        "/scim/v2/anything/else, other",
    })
    void namesResourcesAndNothingThatACallerMakesUp(String path, String resource) {
        assertThat(ScimMetrics.resource(path)).isEqualTo(resource);
    }
}
