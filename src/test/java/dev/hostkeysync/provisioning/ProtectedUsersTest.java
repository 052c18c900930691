package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.identity.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectedUsersTest {

    private final ProtectedUsers users =
            ProtectedUsers.parse("CEO@example.com, *@board.example.com,");

    @ParameterizedTest
    @CsvSource({
        "ceo@example.com, true",
        "Ceo@Example.Com, true",
        "anybody@board.example.com, true",
        "anybody@BOARD.example.com, true",
        "other@example.com, false",
        "anybody@sub.board.example.com, false",
    })
    void containsAddressesAndDomainsInAnyCase(String email, boolean contained) {
        assertThat(users.contains(new EmailAddress(email))).isEqualTo(contained);
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> ProtectedUsers.parse("ceo@example.com, nobody"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
