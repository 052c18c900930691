package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7643 section 7: what the characteristics of an attribute promise is kept.
class Rfc7643Section7CharacteristicsTest {

    private final Provider provider = new Provider();

    /// Section 8.7.1, attribute by attribute. Name, type, `[]` where there are many, what is out of
    /// the ordinary (required, caseExact, unique, mutability, returned), suggestions. Against the
    /// RFC's listing: ids and URIs are exact in case, as its sections 3.1 and 2.3.7 have it, and
    /// every list that may have a primary value says so.
    @Test
    void ofAUserAreThoseOfTheRfc() {
        assertThat(lines("user-schema.json"))
                .containsExactly(
                        "userName string required unique",
                        "name complex",
                        "name.formatted string",
                        "name.familyName string",
                        "name.givenName string",
                        "name.middleName string",
                        "name.honorificPrefix string",
                        "name.honorificSuffix string",
                        "displayName string",
                        "nickName string",
                        "profileUrl reference external",
                        "title string",
                        "userType string",
                        "preferredLanguage string",
                        "locale string",
                        "timezone string",
                        "active boolean",
                        "password string writeOnly never",
                        "emails complex[]",
                        "emails.value string",
                        "emails.display string",
                        "emails.type string work home other",
                        "emails.primary boolean",
                        "phoneNumbers complex[]",
                        "phoneNumbers.value string",
                        "phoneNumbers.display string",
                        "phoneNumbers.type string work home mobile fax pager other",
                        "phoneNumbers.primary boolean",
                        "ims complex[]",
                        "ims.value string",
                        "ims.display string",
                        "ims.type string aim gtalk icq xmpp msn skype qq yahoo",
                        "ims.primary boolean",
                        "photos complex[]",
                        "photos.value reference exact external",
                        "photos.display string",
                        "photos.type string photo thumbnail",
                        "photos.primary boolean",
                        "addresses complex[]",
                        "addresses.formatted string",
                        "addresses.streetAddress string",
                        "addresses.locality string",
                        "addresses.region string",
                        "addresses.postalCode string",
                        "addresses.country string",
                        "addresses.type string work home other",
                        "addresses.primary boolean",
                        "groups complex[] readOnly",
                        "groups.value string exact readOnly",
                        "groups.$ref reference exact readOnly Group",
                        "groups.display string readOnly",
                        "groups.type string readOnly direct indirect",
                        "entitlements complex[]",
                        "entitlements.value string",
                        "entitlements.display string",
                        "entitlements.type string",
                        "entitlements.primary boolean",
                        "roles complex[]",
                        "roles.value string",
                        "roles.display string",
                        "roles.type string",
                        "roles.primary boolean",
                        "x509Certificates complex[]",
                        "x509Certificates.value binary exact",
                        "x509Certificates.display string",
                        "x509Certificates.type string",
                        "x509Certificates.primary boolean");
    }

    @Test
    void ofAnEmployeeAreThoseOfTheRfc() {
        assertThat(lines("enterprise-user-schema.json"))
                .containsExactly(
                        "employeeNumber string",
                        "costCenter string",
                        "organization string",
                        "division string",
                        "department string",
                        "manager complex",
                        "manager.value string exact",
                        "manager.$ref reference exact User",
                        "manager.displayName string readOnly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'userName':null}", "{'userName':''}", "{'userName':' '}"})
    void requiredMeansThatNoUserIsWithoutIt(String user) {
        String id = provider.created("{'userName':'zoe'}");
        String refusal = "400 invalidValue 'userName' is required and must not be empty";

        assertThat(error(provider.post(user))).isEqualTo(refusal);
        assertThat(error(provider.put(id, user))).isEqualTo(refusal);
        assertThat(error(provider.patch(id, "{'op':'remove','path':'userName'}")))
                .isEqualTo(
                        "400 mutability 'userName' is required: it can be replaced but not"
                                + " removed");
    }

    @Test
    void uniqueMeansThatNoOtherUserHasIt() {
        String _ = provider.created("{'userName':'zoe'}");
        String id = provider.created("{'userName':'max'}");

        assertThat(provider.post("{'userName':'ZOE'}").status()).isEqualTo(409);
        assertThat(provider.put(id, "{'userName':'Zoe'}").status()).isEqualTo(409);
        assertThat(error(provider.patch(id, "{'op':'replace','path':'userName','value':'ZOE'}")))
                .startsWith("409 uniqueness ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id            | "x"
                    meta          | {"version":"x"}
                    meta.created  | "2026-01-01T00:00:00Z"
                    groups        | [{"value":"x"}]
                    groups.value  | "x"
                    urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName | "x"
                    """)
    void readOnlyMeansIgnoredInAResourceAndRefusedInAPatch(String path, String value) {
        String before = provider.created("{'userName':'zoe'}");
        String name = path.startsWith("urn:") ? "x" : path.replaceAll("\\..*", "");

        ScimAnswer replaced =
                provider.put(before, "{'userName':'zoe','%s':%s}".formatted(name, value));
        ScimAnswer patched =
                provider.patch(
                        before, "{'op':'replace','path':'%s','value':%s}".formatted(path, value));

        assertThat(replaced.status()).isEqualTo(200);
        assertThat(member(replaced, "id")).isEqualTo("'" + before + "'");
        assertThat(body(replaced).path("meta").path("version").asText()).isEqualTo("W/\"1\"");
        assertThat(error(patched)).isEqualTo("400 mutability '" + path + "' is read-only");
    }

    @Test
    void immutableMeansThatItIsSaidOnce() {
        ResourceType groups = new MemoryGroups().type();
        var document = Json.object("{'members':[{'value':'a'}]}");
        Patch patch =
                Patch.read(
                        Json.object(
                                "{'Operations':[{'op':'replace','path':'members[value eq \\'a\\'].value','value':'b'}]}"
                                        .replace("\\'", "\\\"")));

        assertThat(Refusals.line(Refusals.of(() -> patch.applyTo(groups, document))))
                .startsWith("400 mutability ");
    }

    /// Section 7: a password is accepted, since Okta sends one with every user, and thrown away.
    @Test
    void neverReturnedMeansNowhere() {
        String id = provider.created("{'userName':'zoe','password':'t1meMa$heen'}");
        String patch = "{'op':'replace','value':{'password':'t1meMa$heen'}}";
        String path = "{'op':'replace','path':'password','value':'t1meMa$heen'}";

        List<ScimAnswer> answers =
                List.of(
                        provider.get(id),
                        provider.attributes("password").get(id),
                        provider.put(id, "{'userName':'zoe','password':'t1meMa$heen'}"),
                        provider.patch(id, patch),
                        provider.patch(id, path),
                        provider.search("userName eq \"zoe\""));

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(ScimJson.text(body(answer))).doesNotContain("password", "t1me");
                });
        assertThat(provider.events()).containsExactly("created");
    }

    @Test
    void alwaysReturnedMeansWhateverIsAsked() {
        String id = provider.created("{'userName':'zoe','title':'T'}");

        ScimAnswer answer = provider.attributes("title").get(id);

        assertThat(body(answer).properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("schemas", "id", "title");
    }

    @Test
    void caseExactDecidesWhatIsTheSame() {
        String _ = provider.created("{'userName':'Zoe','externalId':'Aa'}");

        assertThat(member(provider.search("userName eq \"ZOE\""), "totalResults")).isEqualTo("1");
        assertThat(member(provider.search("externalId eq \"Aa\""), "totalResults")).isEqualTo("1");
        assertThat(member(provider.search("externalId eq \"AA\""), "totalResults")).isEqualTo("0");
    }

    /// Section 7 calls them suggestions; a provider's own word is kept.
    @Test
    void canonicalValuesAreSuggestions() {
        ScimAnswer answer =
                provider.post("{'userName':'zoe','emails':[{'type':'Büro','value':'z@x'}]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(body(answer).path("emails").path(0).path("type").asText()).isEqualTo("Büro");
    }

    /// Sections 2.3.1 to 2.3.8.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'title':7                                    | 400 invalidValue 'title' must be a string
                    'title':['a']                                | 400 invalidValue 'title' must be a string
                    'active':'yes'                               | 400 invalidValue 'active' must be true or false
                    'active':1                                   | 400 invalidValue 'active' must be true or false
                    'name':'Zoe'                                 | 400 invalidValue 'name' must be an object
                    'emails':{'value':'z@x'}                     | 400 invalidValue 'emails' must be an array
                    'emails':['z@x']                             | 400 invalidValue 'emails' must be an array of objects
                    'emails':[{'value':'a','primary':true},{'value':'b','primary':'True'}] | 400 invalidValue 'emails' may have only one primary value
                    'profileUrl':'no uri'                        | 400 invalidValue 'profileUrl' must be a URI
                    'photos':[{'value':'https://x/ y'}]          | 400 invalidValue 'photos.value' must be a URI
                    'x509Certificates':[{'value':'n%t base64'}]  | 400 invalidValue 'x509Certificates.value' must be in base64
                    """)
    void typesAreChecked(String attribute, String refusal) {
        assertThat(error(provider.post("{'userName':'zoe'," + attribute + "}"))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'active':'True'",
                "'active':'false'",
                "'profileUrl':'/people/zoe'",
                "'profileUrl':''",
                "'profileUrl':'https://münchen.example/zoë'",
                "'x509Certificates':[{'value':'TUlJ+/=='}]",
                "'x509Certificates':[{'value':'TUlJ-_8'}]",
                "'x509Certificates':[{'value':'TUlJ\\nTUlJ\\n'}]"
            })
    void typesAreTakenInEveryFormTheyMayHave(String attribute) {
        assertThat(provider.post("{'userName':'zoe'," + attribute + "}").status()).isEqualTo(201);
    }

    /// No attribute of ours has these types, the schemas of others may.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    dateTime | '2008-01-23T04:56:22Z'      | ok
                    dateTime | '2008-01-23T04:56:22.123+01:00' | ok
                    dateTime | '2008-01-23T04:56:22'       | ok
                    dateTime | '2008-01-23'                | 400 invalidValue 'x' must be a date and time of XML Schema
                    dateTime | 1201064182                  | 400 invalidValue 'x' must be a string
                    decimal  | 1.5                         | ok
                    decimal  | '1.5'                       | 400 invalidValue 'x' must be a number
                    integer  | 12                          | ok
                    integer  | 1.5                         | 400 invalidValue 'x' must be a whole number
                    """)
    void otherTypesAreCheckedToo(String type, String value, String outcome) {
        Attribute attribute =
                Attribute.of(
                        Json.value(
                                "{'name':'x','type':'%s','mutability':'readWrite','returned':'default'}"
                                        .formatted(type)));

        ScimException refusal =
                Refusals.of(() -> {
                    var _ = Values.read(attribute, Json.value(value), "x");
                });

        assertThat(refusal == null ? "ok" : Refusals.line(refusal)).isEqualTo(outcome);
    }

    private static List<String> lines(String schema) {
        List<String> lines = new ArrayList<>();
        Schema.load(schema)
                .definition()
                .path("attributes")
                .forEach(attribute -> describe(attribute, "", lines));
        return lines;
    }

    private static void describe(JsonNode attribute, String prefix, List<String> lines) {
        String name = prefix + attribute.path("name").asText();
        StringBuilder line = new StringBuilder(name + " " + attribute.path("type").asText());
        line.append(attribute.path("multiValued").booleanValue() ? "[]" : "");
        line.append(attribute.path("required").booleanValue() ? " required" : "");
        line.append(attribute.path("caseExact").booleanValue() ? " exact" : "");
        line.append(attribute.path("uniqueness").asText().equals("server") ? " unique" : "");
        for (String characteristic : List.of("mutability", "returned")) {
            String value = attribute.path(characteristic).asText();
            line.append(List.of("readWrite", "default").contains(value) ? "" : " " + value);
        }
        for (String list : List.of("canonicalValues", "referenceTypes")) {
            attribute.path(list).forEach(value -> line.append(' ').append(value.asText()));
        }
        lines.add(line.toString());
        attribute.path("subAttributes").forEach(sub -> describe(sub, name + ".", lines));
    }
}
