package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7644 section 3.12.
class Rfc7644Section312ErrorTest {

    /// A refusal is made in one place only, and that place lets none of these out without a type.
    @ParameterizedTest
    @ValueSource(ints = {400, 409})
    void hasATypeWithEvery400And409(int status) {
        assertThatThrownBy(
                        () -> {
                            var _ = ScimException.of(status, "x");
                        })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(status + " needs a scimType");
        assertThat(Refusals.line(ScimException.unresolved("x"))).isEqualTo("409 invalidValue x");
    }

    @ParameterizedTest
    @EnumSource(ScimType.class)
    void isA400UnlessSomethingIsTaken(ScimType type) {
        String status = type == ScimType.UNIQUENESS ? "409" : "400";

        assertThat(Refusals.line(ScimException.of(type, "x")))
                .isEqualTo(status + " " + type.wireName() + " x");
    }
}
