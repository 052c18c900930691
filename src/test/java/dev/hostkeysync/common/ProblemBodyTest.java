package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemBodyTest {

    @Test
    void writesTheMembersOfRfc9457() {
        Problem problem = Problem.of("no-key-yet", 409, "No key yet").detail("Zoom's \"turn\"");

        assertThat(new String(new ProblemBody().write(problem), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"type":"urn:hostkey-sync:problem/no-key-yet","title":"No key yet","status":409,\
                        "detail":"Zoom's \\"turn\\""}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "400, urn:hostkey-sync:problem/bad-request, 400",
        "401, urn:hostkey-sync:problem/unauthorized, 401",
        "403, urn:hostkey-sync:problem/forbidden, 403",
        "404, urn:hostkey-sync:problem/not-found, 404",
        "405, urn:hostkey-sync:problem/method-not-allowed, 405",
        "406, urn:hostkey-sync:problem/not-acceptable, 406",
        "413, urn:hostkey-sync:problem/content-too-large, 413",
        "415, urn:hostkey-sync:problem/unsupported-media-type, 415",
        "418, urn:hostkey-sync:problem/http-418, 418",
        "500, urn:hostkey-sync:problem/internal-error, 500",
        "599, urn:hostkey-sync:problem/internal-error, 500",
    })
    void everyStatusHasAStableType(int status, String type, int answered) {
        Problem problem = Problems.ofStatus(status);

        assertThat(problem.type()).hasToString(type);
        assertThat(problem.status()).isEqualTo(answered);
    }
}
