package dev.hostkeysync.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignInTest {

    private static final SignIn ZOE = signIn("Zoe", "zoe@example.com", "00u1");

    private static SignIn signIn(String userName, String email, String externalId) {
        return new SignIn(
                userName,
                EmailAddress.parse(email),
                Optional.of(externalId).filter(id -> !id.equals("none")).map(ExternalId::new));
    }

    @ParameterizedTest
    @CsvSource({
        "Zoe, zoe@example.com, 00u1, true",
        "zOE, Zoe@Example.COM, 00u1, true",
        "Zoey, zoe@example.com, 00u1, false",
        "Zoe, zoey@example.com, 00u1, false",
        "Zoe, nobody, 00u1, false",
        "Zoe, zoe@example.com, 00U1, false",
        // The first one.
        "zOE, zoe@example.com, none, true",
        "Zoey, zoe@example.com, none, false",
    })
    void isTheSameWayInWhateverTheCaseOfNamesAndAddresses(
            String userName, String email, String externalId, boolean same) {
        assertThat(signIn(userName, email, externalId).isKeptIn(ZOE)).isEqualTo(same);
    }

    @Test
    void isAnotherOneWithoutTheExternalId() {
        assertThat(ZOE.isKeptIn(signIn("Zoe", "zoe@example.com", "none"))).isFalse();
    }
}
