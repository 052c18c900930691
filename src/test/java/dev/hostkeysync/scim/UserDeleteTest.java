package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDeleteTest {

    private final Provider provider = new Provider();

    @Test
    void leavesNobody() {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer = provider.delete(id);

        assertThat(answer).isEqualTo(ScimAnswer.empty(204, Map.of()));
        assertThat(provider.get(id).status()).isEqualTo(404);
        assertThat(provider.delete(id).status()).isEqualTo(404);
        assertThat(provider.put(id, "{'userName':'zoe'}").status()).isEqualTo(404);
        assertThat(provider.patch(id, "{'op':'remove','path':'title'}").status()).isEqualTo(404);
        assertThat(member(provider.search("userName eq \"zoe\""), "totalResults")).isEqualTo("0");
        assertThat(provider.events()).containsExactly("created", "removed");
    }

    @Test
    void freesTheName() {
        String id = provider.created("{'userName':'zoe'}");
        ScimAnswer _ = provider.delete(id);

        assertThat(provider.created("{'userName':'ZOE'}")).isNotEqualTo(id);
    }
}
