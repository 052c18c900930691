package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGateTest {

    @ParameterizedTest
    @CsvSource({
        "/scim/v2/Users?filter=userName+eq+%22zo%C3%AB%22&count=1, true",
        "/scim/v2/Users?filter=emails[type%20eq%20%22work%22], true",
        "/scim/v2/Users?aadOptscim062020, true",
        "/scim/v2/Users?filter=%zz, false",
        "/scim/v2/Users/%2, false",
        "/scim/v2/Users?filter=\"x\", false",
    })
    void letsOnlyUrisThrough(String address, boolean passes) {
        assertThat(AddressGate.isUri(address)).isEqualTo(passes);
    }
}
