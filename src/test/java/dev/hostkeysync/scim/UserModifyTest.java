package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserModifyTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Provider provider = new Provider();

    @Test
    void tellsTheWorldWhatMattersToIt() {
        String id = provider.created("{'userName':'zoe','displayName':'Zoe'}");

        assertThat(provider.patch(id, "{'op':'replace','value':{'displayName':'Z'}}").status())
                .isEqualTo(200);
        assertThat(provider.patch(id, "{'op':'replace','value':{'active':false}}").status())
                .isEqualTo(200);
        assertThat(
                        provider.patch(
                                        id,
                                        "{'op':'replace','value':{'active':true,'userName':'zoë'}}")
                                .status())
                .isEqualTo(200);

        assertThat(provider.events())
                .containsExactly("created", "deactivated", "sso-changed", "reactivated");
    }

    @Test
    void takesAnotherExternalIdForAnotherSignInButNotTheFirst() {
        String id = provider.created("{'userName':'zoe'}");

        var _ = provider.patch(id, "{'op':'add','path':'externalId','value':'e1'}");
        assertThat(provider.events()).containsExactly("created");
        var _ = provider.patch(id, "{'op':'replace','path':'externalId','value':'e2'}");
        assertThat(provider.events()).containsExactly("created", "sso-changed");
        var _ = provider.patch(id, "{'op':'remove','path':'externalId'}");

        assertThat(provider.events()).containsExactly("created", "sso-changed", "sso-changed");
    }

    @Test
    void changesNothingAndHasNoNewVersionWhenItWasSoAlready() {
        String id =
                provider.created(
                        "{'userName':'zoe','emails':[{'type':'work','value':'z@x'}],'urn:a:b':{'c':1.50}}");

        ScimAnswer answer =
                provider.patch(
                        id,
                        "{'op':'Add','path':'emails','value':[{'value':'z@x','type':'work'}]}",
                        "{'op':'Replace','path':'active','value':'True'}",
                        "{'op':'replace','path':'urn:a:b:c','value':1.50}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("ETag", "W/\"1\"");
        assertThat(provider.events()).containsExactly("created");
    }

    @Test
    void makesAllOperationsOrNone() {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer =
                provider.patch(
                        id,
                        "{'op':'replace','path':'title','value':'T'}",
                        "{'op':'replace','path':'active','value':false}",
                        "{'op':'replace','path':'shoeSize','value':42}");

        assertThat(error(answer)).isEqualTo("400 invalidPath there is no attribute 'shoeSize'");
        assertThat(body(provider.get(id)).has("title")).isFalse();
        assertThat(provider.events()).containsExactly("created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'remove','path':'userName'}",
                "{'op':'replace','path':'userName','value':''}",
                "{'op':'replace','value':{'userName':null}}"
            })
    void refusesToTakeTheUserNameAway(String operation) {
        String id = provider.created("{'userName':'zoe'}");

        assertThat(error(provider.patch(id, operation)))
                .isEqualTo(
                        "400 mutability 'userName' is required: it can be replaced but not removed");
    }

    @Test
    void refusesTheNameOfAnother() {
        String _ = provider.created("{'userName':'zoe'}");
        String id = provider.created("{'userName':'max'}");

        assertThat(provider.patch(id, "{'op':'replace','path':'userName','value':'Zoe'}").status())
                .isEqualTo(409);
    }

    @Test
    void findsNobody() {
        assertThat(provider.patch(NOBODY, "{'op':'remove','path':'title'}").status())
                .isEqualTo(404);
    }
}
