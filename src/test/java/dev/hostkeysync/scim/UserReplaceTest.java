package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserReplaceTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Provider provider = new Provider();

    @Test
    void takesAnotherExternalIdForAnotherSignInButNotTheFirst() {
        String id = provider.created("{'userName':'zoe'}");

        var _ = provider.put(id, "{'userName':'zoe','externalId':'e1'}");
        assertThat(provider.events()).containsExactly("created");
        var _ = provider.put(id, "{'userName':'zoe','externalId':'e2'}");

        assertThat(provider.events()).containsExactly("created", "sso-changed");
    }

    @Test
    void clearsWhatIsNotSent() {
        String id =
                provider.created(
                        "{'userName':'zoe','title':'T','externalId':'00u1','urn:a:b':{'c':1}}");

        ScimAnswer answer = provider.put(id, "{'userName':'zoe','nickName':'N'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("ETag", "W/\"2\"")
                .containsEntry("Location", Provider.BASE + "/Users/" + id);
        assertThat(body(answer).has("title")).isFalse();
        assertThat(body(answer).has("externalId")).isFalse();
        assertThat(body(answer).has("urn:a:b")).isFalse();
        assertThat(member(answer, "nickName")).isEqualTo("'N'");
        assertThat(provider.events()).containsExactly("created", "sso-changed");
    }

    @Test
    void neverCreates() {
        ScimAnswer answer = provider.put(NOBODY, "{'userName':'zoe'}");

        assertThat(error(answer)).isEqualTo("404 - there is no user with this id");
        assertThat(provider.events()).isEmpty();
    }

    @Test
    void leavesADeactivatedUserSoWhenItDoesNotSay() {
        String id = provider.created("{'userName':'zoe','active':false}");

        ScimAnswer answer = provider.put(id, "{'userName':'zoe','title':'T'}");

        assertThat(member(answer, "active")).isEqualTo("false");
        assertThat(provider.events()).containsExactly("created");
    }

    @Test
    void refusesTheNameOfAnother() {
        String _ = provider.created("{'userName':'zoe'}");
        String id = provider.created("{'userName':'max'}");

        assertThat(provider.put(id, "{'userName':'ZOE'}").status()).isEqualTo(409);
        assertThat(provider.put(id, "{'userName':'MAX'}").status()).isEqualTo(200);
    }
}
