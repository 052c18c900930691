package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScimErrorBodyTest {

    @Test
    void writesAProblemAsRfc7644HasIt() {
        Problem problem = Problem.of("unauthorized", 401, "Sign in").detail("with a token");

        assertThat(new String(new ScimErrorBody().write(problem), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],\
                        "detail":"Sign in: with a token","status":"401"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "/scim/v2/Users, true",
        "/scim/v3, true",
        "/scim, true",
        "/scimitar, false",
        "/api/v1/host-keys, false",
    })
    void coversWhatIsBelowScim(String path, boolean covered) {
        assertThat(new ScimErrorBody().covers(path)).isEqualTo(covered);
    }
}
