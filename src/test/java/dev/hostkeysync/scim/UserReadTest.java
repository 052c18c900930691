package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserReadTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Provider provider = new Provider();

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "zoe", "", "00000000"})
    void findsNobody(String id) {
        assertThat(error(provider.get(id))).isEqualTo("404 - there is no user with this id");
    }

    @Test
    void saysThatNothingChangedToWhoeverHasTheVersion() {
        String id = provider.created("{'userName':'zoe'}");

        assertThat(provider.ifNoneMatch("W/\"1\"").get(id))
                .isEqualTo(ScimAnswer.empty(304, Map.of("ETag", "W/\"1\"")));
        assertThat(provider.ifNoneMatch("W/\"2\"").get(id).status()).isEqualTo(200);
    }

    @Test
    void showsTheAttributesThatAreAskedForInEveryAnswer() {
        ScimAnswer created = provider.attributes("userName").post("{'userName':'zoe','title':'T'}");
        String id = body(created).path("id").asText();
        String shown =
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'%s','userName':'zoe'}"
                        .formatted(id);

        assertThat(Json.text(body(created))).isEqualTo(shown);
        assertThat(Json.text(body(provider.attributes("userName").get(id)))).isEqualTo(shown);
        assertThat(Json.text(body(provider.attributes("userName").put(id, "{'userName':'zoe'}"))))
                .isEqualTo(shown);
        assertThat(
                        Json.text(
                                body(
                                        provider.attributes("userName")
                                                .patch(id, "{'op':'remove','path':'title'}"))))
                .isEqualTo(shown);
        assertThat(
                        Json.text(
                                body(provider.attributes("userName").search("userName eq \"zoe\""))
                                        .path("Resources")
                                        .path(0)))
                .isEqualTo(shown);
    }
}
