package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomUserRefTest {

    @ParameterizedTest
    @CsvSource({
        "zoe@example.com, zoe%40example.com",
        "zoe+vip@example.com, zoe%2Bvip%40example.com",
        "zoe?a=b&c#d@example.com, zoe%3Fa%3Db%26c%23d%40example.com",
        "zoë@example.com, zo%C3%AB%40example.com",
        "..%2f@example.com, ..%252f%40example.com",
    })
    void isOneSegmentOfThePath(String email, String segment) {
        assertThat(new ZoomUserRef.ByEmail(new EmailAddress(email)).pathSegment())
                .isEqualTo(segment);
    }

    @Test
    void encodesAnIdToo() {
        assertThat(new ZoomUserRef.ById(new ZoomUserId("30R7k/T+7b_uEH-Q==")).pathSegment())
                .isEqualTo("30R7k%2FT%2B7b_uEH-Q%3D%3D");
    }

    @Test
    void prefersTheId() {
        ZoomUserId id = new ZoomUserId("30R7kT7bTIKSNUFEuH_Qlg");
        EmailAddress email = new EmailAddress("zoe@example.com");

        assertThat(ZoomUserRef.of(Optional.of(id), Optional.of(email)))
                .contains(new ZoomUserRef.ById(id));
        assertThat(ZoomUserRef.of(Optional.empty(), Optional.of(email)))
                .contains(new ZoomUserRef.ByEmail(email));
        assertThat(ZoomUserRef.of(Optional.empty(), Optional.empty())).isEmpty();
    }
}
