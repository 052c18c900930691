package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void staysTheSameByWayOfAnIdentity() {
        Caller token =
                new Caller(
                        "entra",
                        Optional.of(new UUID(1, 2)),
                        Set.of(Scope.HOSTKEY_READ),
                        Optional.empty());
        Caller person = new Caller("oidc:zoe", Set.of(), Optional.of("zoe@example.com"));

        assertThat(Caller.of(token.identity())).isEqualTo(token);
        assertThat(Caller.of(person.identity())).isEqualTo(person);
    }
}
