package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserVersionTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Provider provider = new Provider();

    @Test
    void letAChangeThroughThatKnowsTheUserAsItIs() {
        String id = provider.created("{'userName':'zoe'}");

        assertThat(provider.ifMatch("W/\"1\"").put(id, "{'userName':'zoe','title':'a'}").status())
                .isEqualTo(200);
        assertThat(
                        provider.ifMatch("\"2\"")
                                .patch(id, "{'op':'replace','path':'title','value':'b'}")
                                .status())
                .isEqualTo(200);
        assertThat(provider.ifMatch("*").delete(id).status()).isEqualTo(204);
    }

    @Test
    void stopAChangeThatDoesNot() {
        String id = provider.created("{'userName':'zoe'}");
        String refusal = "412 - the resource has another version than was asked for: W/\"1\"";

        assertThat(error(provider.ifMatch("W/\"2\"").put(id, "{'userName':'max'}")))
                .isEqualTo(refusal);
        assertThat(error(provider.ifMatch("W/\"2\"").patch(id, "{'op':'remove','path':'title'}")))
                .isEqualTo(refusal);
        assertThat(error(provider.ifMatch("W/\"2\", W/\"3\"").delete(id))).isEqualTo(refusal);
        assertThat(error(provider.ifNoneMatch("*").delete(id))).isEqualTo(refusal);
        assertThat(provider.events()).containsExactly("created");
    }

    @Test
    void doNotMakeUpAUser() {
        assertThat(provider.ifMatch("*").delete(NOBODY).status()).isEqualTo(404);
    }
}
