package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other service providers were seen to get wrong with the requests that Okta, Entra and
/// client libraries really send. What belongs to HTTP itself is in [ScimHttpIT].
class CommonMistakesTest {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final Provider provider = new Provider();

    @Test
    void removesOnlyTheValuesThatAreListed() {
        String id =
                provider.created("{'userName':'zoe','emails':[{'value':'a@x'},{'value':'b@x'}]}");

        ScimAnswer answer =
                provider.patch(
                        id,
                        "{'op':'Remove','path':'emails','value':[{'$ref':null,'value':'a@x'}]}");

        assertThat(member(answer, "emails")).isEqualTo("[{'value':'b@x'}]");
    }

    @ParameterizedTest
    @CsvSource({"False, deactivated", "false, deactivated", "FALSE, deactivated"})
    void takesOperationsInAnyCaseAndBooleansAsStrings(String value, String event) {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer =
                provider.patch(
                        id, "{'op':'RePlAcE','path':'Active','value':'%s'}".formatted(value));

        assertThat(member(answer, "active")).isEqualTo("false");
        assertThat(provider.events()).containsExactly("created", event);
    }

    @Test
    void createsTheValueThatAFilterDescribesAndThenChangesIt() {
        String id = provider.created("{'userName':'zoe'}");
        String path = "emails[type eq \\'work\\'].";

        ScimAnswer answer =
                provider.patch(
                        id,
                        "{'op':'Add','path':'%svalue','value':'z@x'}".formatted(path),
                        "{'op':'Add','path':'%sdisplay','value':'Z'}".formatted(path),
                        "{'op':'Add','path':'%svalue','value':'zoe@x'}".formatted(path));

        assertThat(body(answer).path("emails"))
                .isEqualTo(Json.value("[{'type':'work','value':'zoe@x','display':'Z'}]"));
    }

    @Test
    void expandsDottedKeysAndKeysWithAUri() {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer =
                provider.patch(
                        id,
                        """
                        {'op':'replace','value':{'displayName':'Z','name.givenName':'Zoë','%s:employeeNumber':'7',
                         'emails[type eq \\'work\\'].value':'z@x'}}\
                        """
                                .formatted(ENTERPRISE));

        assertThat(member(answer, "name")).isEqualTo("{'givenName':'Zoë'}");
        assertThat(member(answer, ENTERPRISE)).isEqualTo("{'employeeNumber':'7'}");
        assertThat(member(answer, "emails")).isEqualTo("[{'type':'work','value':'z@x'}]");
        assertThat(body(answer).has("name.givenName")).isFalse();
        assertThat(member(answer, "schemas"))
                .isEqualTo("['%s','%s']".formatted(Urn.USER, ENTERPRISE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'Replace','path':'%s:manager','value':''}",
                "{'op':'Remove','path':'%s:manager'}"
            })
    void takesAManagerAsABareStringAndLosesItAgain(String removal) {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer added =
                provider.patch(
                        id, "{'op':'Add','path':'%s:manager','value':'M1'}".formatted(ENTERPRISE));
        ScimAnswer removed = provider.patch(id, removal.formatted(ENTERPRISE));

        assertThat(member(added, ENTERPRISE)).isEqualTo("{'manager':{'value':'M1'}}");
        assertThat(removed.status()).isEqualTo(200);
        assertThat(body(removed).has(ENTERPRISE)).isFalse();
    }

    @Test
    void answersEntrasProbeForAManager() {
        String id =
                provider.created("{'userName':'zoe','%s':{'manager':'M1'}}".formatted(ENTERPRISE));

        assertThat(total("id eq \"%s\" and manager eq \"M1\"".formatted(id))).isEqualTo("1");
        assertThat(total("id eq \"%s\" and manager eq \"M2\"".formatted(id))).isEqualTo("0");
    }

    @Test
    void holdsTwoConditionsAgainstOneAndTheSameValue() {
        String id =
                provider.created(
                        """
                        {'userName':'zoe','emails':[{'type':'work','value':'a@x'},{'type':'home','value':'b@x'}]}\
                        """);

        ScimAnswer answer =
                provider.patch(
                        id,
                        "{'op':'remove','path':'emails[type eq \\'work\\' and value eq \\'b@x\\']'}",
                        "{'op':'remove','path':'emails[not (type eq \\'work\\')]'}");

        assertThat(body(answer).path("emails"))
                .isEqualTo(Json.value("[{'type':'work','value':'a@x'}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emails[type eq \"work\"].value eq \"z@x\"",
                "emails eq \"z@x\"",
                "EMAILS.VALUE EQ \"Z@X\""
            })
    void findsByTheAddressInEveryForm(String filter) {
        String _ = provider.created("{'userName':'zoe','emails':[{'type':'work','value':'z@x'}]}");

        assertThat(total(filter)).isEqualTo("1");
    }

    @Test
    void readsNamesInAnyCase() {
        String id = provider.created("{'USERNAME':'zoe','Name':{'GIVENNAME':'Z'}}");

        ScimAnswer answer = provider.get(id);

        assertThat(member(answer, "userName")).isEqualTo("'zoe'");
        assertThat(member(answer, "name")).isEqualTo("{'givenName':'Z'}");
    }

    @Test
    void findsInactiveUsersByTheRuleThatMakesNamesUnique() {
        String _ = provider.created("{'userName':'Straße@example.com','active':false}");

        assertThat(provider.post("{'userName':'STRAßE@EXAMPLE.COM'}").status()).isEqualTo(409);
        assertThat(total("userName eq \"STRAßE@EXAMPLE.COM\"")).isEqualTo("1");
    }

    @Test
    void letsOneOfManyHaveAName() throws Exception {
        List<Callable<Integer>> rivals =
                IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(i ->
                                () ->
                                        provider.post(
                                                        "{'userName':'%s'}"
                                                                .formatted(
                                                                        i % 2 == 0 ? "zoe" : "ZOE"))
                                                .status())
                        .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Integer> statuses =
                    threads.invokeAll(rivals).stream().map(Future::resultNow).sorted().toList();

            assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
        }
        assertThat(provider.events()).containsExactly("created");
    }

    @Test
    void answersNoMatchWithAnEmptyList() {
        ScimAnswer answer = provider.search("userName eq \"8a8ad9ba-5ab2-4b4e-8b1f-6a4a0d3a8a5e\"");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.text(body(answer)))
                .isEqualTo(
                        """
                        {'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],'totalResults':0,\
                        'startIndex':1,'itemsPerPage':0,'Resources':[]}\
                        """);
    }

    @Test
    void takesExplicitNullsForUnset() {
        String id =
                provider.created(
                        "{'userName':'zoe','id':null,'externalId':null,'meta':null,'emails':null,'name':null}");

        ScimAnswer answer = provider.patch(id, "{'op':'replace','path':'title','value':null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(provider.get(id)).properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("schemas", "id", "userName", "active", "meta");
    }

    @Test
    void takesAPathlessValueAsAnArrayOfOneWithSchemasInIt() {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer =
                provider.patch(
                        id,
                        """
                        {'op':'replace','value':[{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],
                         'id':'x','nickName':'Z','%s':{'manager':{'$ref':'Users/1','value':'1'}}}]}\
                        """
                                .formatted(ENTERPRISE));

        assertThat(member(answer, "nickName")).isEqualTo("'Z'");
        assertThat(body(answer).path(ENTERPRISE))
                .isEqualTo(Json.value("{'manager':{'$ref':'Users/1','value':'1'}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o'neil@example.com",
                "user#EXT#@tenant.onmicrosoft.com",
                "a+b&c=d%25@example.com",
                "jürgen.groß@münchen.de",
                "名前@例え.jp",
                "😀@example.com",
                "quote\\\"and\\\\backslash"
            })
    void givesValuesBackAsTheyWereStoredAndFindsThem(String userName) {
        ScimAnswer created =
                provider.post("{'userName':'" + userName.replace("'", "\\u0027") + "'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(total("userName eq \"" + userName + "\"")).isEqualTo("1");
        assertThat(ScimJson.text(body(created).path("userName"))).isEqualTo("\"" + userName + "\"");
    }

    @Test
    void addsNothingThatIsThereAlready() {
        String id = provider.created("{'userName':'zoe','emails':[{'type':'work','value':'z@x'}]}");

        ScimAnswer answer =
                provider.patch(
                        id, "{'op':'Add','path':'emails','value':[{'type':'work','value':'z@x'}]}");

        assertThat(member(answer, "emails").split("z@x", -1)).hasSize(2);
        assertThat(answer.headers()).containsEntry("ETag", "W/\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'add','path':'title'}",
                "{'op':'replace','path':'title'}",
                "{'op':'remove'}",
                "{'op':'remove','path':'userName'}",
                "{'op':'move','path':'title','value':'T'}",
                "{'op':'add','path':'emails[','value':'T'}",
                "{'op':'add','path':'emails[x y]','value':'T'}",
                "{'op':'add','path':'name','value':'T'}"
            })
    void refusesAWrongOperationWithAType(String operation) {
        String id = provider.created("{'userName':'zoe'}");

        ScimAnswer answer = provider.patch(id, operation);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(member(answer, "scimType")).matches("'[a-zA-Z]+'");
    }

    @Test
    void refusesAUserBodyInAPatch() {
        String id = provider.created("{'userName':'zoe'}");

        assertThat(error(provider.patch(id, "{'userName':'max'}")))
                .isEqualTo("400 invalidSyntax 'op' must be add, replace or remove");
    }

    private String total(String filter) {
        return member(provider.search(filter), "totalResults");
    }
}
