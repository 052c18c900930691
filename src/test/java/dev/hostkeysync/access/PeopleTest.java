package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.access.jwt.PersonClaims;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final People people = new People(AccessFixture.OIDC);

    @Test
    void knowsAPersonByAVerifiedAddressOnly() {
        for (Object yes : List.<Object>of(true, "true")) {
            assertThat(person(Map.of("email", "zoe@example.com", "email_verified", yes)).email())
                    .contains("zoe@example.com");
        }
        assertThat(person(Map.of("email", "zoe@example.com", "xms_edov", 1)).email())
                .contains("zoe@example.com");
        assertThat(person(Map.of("email", "zoe@example.com", "email_verified", false)).email())
                .isEmpty();
        assertThat(person(Map.of("email", "zoe@example.com")).email()).isEmpty();
        assertThat(person(Map.of("email_verified", true)).email()).isEmpty();
    }

    @Test
    void makesOperatorsOfTheMembersOfOneGroup() {
        assertThat(person(Map.of("groups", List.of("staff", "ops"))).scopes())
                .containsExactly(Scope.OPERATOR);
        assertThat(person(Map.of("roles", "ops")).scopes()).containsExactly(Scope.OPERATOR);
        assertThat(person(Map.of("groups", List.of("staff"))).scopes()).isEmpty();
    }

    @Test
    void isNoScopeToBeAPerson() {
        Caller caller = people.caller("zoe", Set.of(Caller.PERSON), PersonClaims.of(_ -> null));

        assertThat(caller.scopes()).isEmpty();
        assertThat(caller.identity().getRoles()).isEmpty();
    }

    @Test
    void travelsThroughTheIdentityOfARequest() {
        Caller zoe = person(Map.of("email", "zoe@example.com", "email_verified", true));

        assertThat(zoe.identity().getRoles()).containsExactly(Caller.PERSON);
        assertThat(Caller.of(zoe.identity())).isEqualTo(zoe);
        assertThat(zoe.toString()).doesNotContain("zoe@example.com");
    }

    private Caller person(Map<String, Object> claims) {
        return people.caller("subject", Set.of(), PersonClaims.of(claims::get));
    }
}
