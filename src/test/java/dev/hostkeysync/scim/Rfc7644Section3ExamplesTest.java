package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// RFC 7644 section 3: its examples for users, request by request, with the outcome that the text
/// around them describes.
class Rfc7644Section3ExamplesTest {

    private static final String EMAILS =
            """
            [{'value':'bjensen@example.com','type':'work'},{'value':'old@example.org','type':'home'}]\
            """;
    private static final String WORK =
            "{'type':'work','streetAddress':'1 Old St','locality':'Oldtown','primary':true}";

    private final Provider provider = new Provider();

    @Test
    void section33CreatesAUser() {
        ScimAnswer answer = provider.post(RfcExample.text("7644-3.3-create"));

        String id = body(answer).path("id").asText();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("Location", Provider.BASE + "/Users/" + id)
                .containsEntry("ETag", "W/\"1\"");
        assertThat(body(answer).path("meta"))
                .isEqualTo(
                        Json.value(
                                """
                                {'resourceType':'User','created':'2026-03-01T10:00:00.123456Z',
                                 'lastModified':'2026-03-01T10:00:00.123456Z','location':'%s/Users/%s','version':'W/\\"1\\"'}\
                                """
                                        .formatted(Provider.BASE, id)));
        assertThat(member(answer, "externalId")).isEqualTo("'bjensen'");
    }

    @Test
    void section33RefusesADuplicate() {
        String _ = provider.created(RfcExample.text("7644-3.3-create"));

        assertThat(error(provider.post(RfcExample.text("7644-3.3-create"))))
                .startsWith("409 uniqueness ");
    }

    @Test
    void section341SaysThatAUserIsNotThere() {
        ScimAnswer answer = provider.get("2819c223-7f76-453a-919d-413861904646");

        ObjectNode expected = RfcExample.json("7644-3.12-error-not-found");
        expected.put("detail", "there is no user with this id");
        assertThat(body(answer)).isEqualTo(expected);
    }

    @Test
    void section351ReplacesAUser() {
        String id =
                provider.created(
                        "{'userName':'bjensen','externalId':'bjensen','nickName':'Babs','roles':[{'value':'r'}]}");

        ScimAnswer answer = provider.put(id, RfcExample.text("7644-3.5.1-replace"));

        ObjectNode expected = RfcExample.json("7644-3.5.1-replace");
        expected.remove("roles");
        expected.put("id", id).put("active", true);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer).deepCopy().remove(List.of("meta"))).isEqualTo(expected);
    }

    @Test
    void section3521AddsValues() {
        String id = provider.created("{'userName':'bjensen','emails':%s}".formatted(EMAILS));

        ScimAnswer once = patched(id, "7644-3.5.2.1-add");
        ScimAnswer twice = patched(id, "7644-3.5.2.1-add");

        assertThat(member(once, "nickName")).isEqualTo("'Babs'");
        assertThat(body(once).path("emails").findValuesAsText("value"))
                .containsExactly("bjensen@example.com", "old@example.org", "babs@jensen.org");
        // "If the value already exists, no changes SHOULD be made", nor is meta touched.
        assertThat(body(twice)).isEqualTo(body(once));
    }

    @Test
    void section3522RemovesValues() {
        String id = provider.created("{'userName':'bjensen','emails':%s}".formatted(EMAILS));

        ScimAnswer answer = patched(id, "7644-3.5.2.2-remove-values");

        assertThat(body(answer).path("emails").findValuesAsText("value"))
                .containsExactly("old@example.org");
    }

    @Test
    void section3523ReplacesAnAddress() {
        String id = provider.created("{'userName':'bjensen','addresses':[%s]}".formatted(WORK));

        ScimAnswer answer = patched(id, "7644-3.5.2.3-replace-address");

        assertThat(body(answer).path("addresses").path(0))
                .isEqualTo(
                        RfcExample.json("7644-3.5.2.3-replace-address")
                                .path("Operations")
                                .path(0)
                                .path("value"));
    }

    @Test
    void section3523ReplacesAStreet() {
        String id = provider.created("{'userName':'bjensen','addresses':[%s]}".formatted(WORK));

        ScimAnswer answer = patched(id, "7644-3.5.2.3-replace-street");

        assertThat(body(answer).path("addresses"))
                .isEqualTo(Json.value("[" + WORK.replace("1 Old St", "1010 Broadway Ave") + "]"));
    }

    @Test
    void section3523ReplacesAllAddresses() {
        String id = provider.created("{'userName':'bjensen','emails':%s}".formatted(EMAILS));

        ScimAnswer answer = patched(id, "7644-3.5.2.3-replace-emails");

        assertThat(body(answer).path("emails"))
                .isEqualTo(
                        RfcExample.json("7644-3.5.2.3-replace-emails")
                                .path("Operations")
                                .path(0)
                                .path("value")
                                .path("emails"));
    }

    @Test
    void section3523RefusesAReplaceWithoutTarget() {
        String id = provider.created("{'userName':'bjensen'}");

        assertThat(error(patched(id, "7644-3.5.2.3-replace-address"))).startsWith("400 noTarget ");
    }

    @Test
    void section36DeletesAUser() {
        String id = provider.created("{'userName':'bjensen'}");

        assertThat(provider.delete(id).status()).isEqualTo(204);
        assertThat(provider.get(id).status()).isEqualTo(404);
        assertThat(provider.delete(id).status()).isEqualTo(404);
        assertThat(provider.search("userName eq \"bjensen\"").status()).isEqualTo(200);
        assertThat(provider.post("{'userName':'bjensen'}").status()).isEqualTo(201);
    }

    @Test
    void section39ShowsWhatIsAskedFor() {
        String id = provider.created("{'userName':'bjensen','title':'T'}");

        assertThat(Json.text(body(provider.attributes("userName").get(id))))
                .isEqualTo(
                        "{'schemas':['%s'],'id':'%s','userName':'bjensen'}"
                                .formatted(Urn.USER, id));
    }

    @Test
    void section312SaysWhatIsReadOnly() {
        String id = provider.created("{'userName':'bjensen'}");

        ScimAnswer answer = provider.patch(id, "{'op':'replace','path':'id','value':'x'}");

        ObjectNode expected = RfcExample.json("7644-3.12-error-mutability");
        expected.put("detail", "'id' is read-only");
        assertThat(body(answer)).isEqualTo(expected);
    }

    private ScimAnswer patched(String id, String example) {
        return provider.patchBody(id, RfcExample.text(example));
    }
}
