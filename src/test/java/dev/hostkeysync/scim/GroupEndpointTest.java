package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.GroupProvider.BASE;
import static dev.hostkeysync.scim.GroupProvider.values;
import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupEndpointTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final GroupProvider provider = new GroupProvider();

    @Nested
    class Create {

        @Test
        void answersWithTheWholeGroup() {
            String zoe = provider.user("zoe");
            String inner = provider.group("Inner");

            ScimAnswer answer =
                    provider.post(
                            """
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Sales',
                             'externalId':'s-1','members':[{'value':'%s','$ref':null,'display':'x','type':'Group'},
                             {'$ref':'../Groups/%s'}]}\
                            """
                                    .formatted(zoe, inner));

            String id = body(answer).path("id").asText();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers())
                    .containsEntry("ETag", "W/\"1\"")
                    .containsEntry("Location", BASE + "/Groups/" + id);
            assertThat(Json.text(body(answer)))
                    .isEqualTo(
                            """
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'id':'%1$s','externalId':'s-1',\
                            'displayName':'Sales','members':[\
                            {'value':'%2$s','$ref':'%4$s/Users/%2$s','type':'User','display':'zoe'},\
                            {'value':'%3$s','$ref':'%4$s/Groups/%3$s','type':'Group','display':'Inner'}],\
                            'meta':{'resourceType':'Group','created':'2026-03-01T10:00:00.123456Z',\
                            'lastModified':'2026-03-01T10:00:00.123456Z','location':'%4$s/Groups/%1$s',\
                            'version':'W/`1`'}}\
                            """
                                    .formatted(id, zoe, inner, BASE)
                                    .replace("`", "\\'"));
        }

        @Test
        void toleratesWhatOktaAndEntraSend() {
            ScimAnswer okta =
                    provider.post(
                            "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],"
                                    + "'displayName':'Okta','members':[]}");
            ScimAnswer entra =
                    provider.post(
                            """
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group',
                             'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
                             'externalId':'8aa1a0c0','id':null,'displayName':'Entra','meta':{'resourceType':'Group'}}\
                            """);

            assertThat(okta.status()).isEqualTo(201);
            assertThat(entra.status()).isEqualTo(201);
            assertThat(member(entra, "schemas")).isEqualTo("['" + Urn.GROUP + "']");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{}                                        | 400 invalidValue 'displayName' is required and must not be empty",
                    "{\"displayName\":\" \"}                   | 400 invalidValue 'displayName' is required and must not be empty",
                    "{\"displayName\":3}                       | 400 invalidValue 'displayName' must be a string",
                    "{\"displayName\":\"x\",\"members\":\"y\"} | 400 invalidValue 'members' must be an array",
                    "{\"displayName\":\"x\",\"members\":[{\"value\":7}]} | 400 invalidValue each of 'members' needs an id in 'value'",
                    "{\"displayName\":\"x\",\"members\":[{\"value\":\"y\"}]} | 400 invalidValue there is no user or group with the id y; nothing was changed",
                    "{\"displayName\":\"x\",\"members\":[{\"value\":\""
                            + NOBODY
                            + "\"}]} | 400 invalidValue there is no user or group with the id "
                            + NOBODY
                            + "; nothing was changed",
                    "{\"displayName\":\"x\",\"members\":[],\"Members\":[]} | 400 invalidSyntax 'members' is given twice",
                    "{\"displayName\":\"SALES\"}               | 409 uniqueness another group has this displayName; names are compared without case",
                })
        void refuses(String body, String refusal) {
            provider.group("Sales");

            assertThat(error(provider.post(body)).replace('"', '\'')).isEqualTo(refusal);
        }
    }

    @Nested
    class Read {

        @Test
        void showsWhatIsAskedFor() {
            String zoe = provider.user("zoe");
            String sales = provider.group("Sales", zoe);

            assertThat(body(provider.without("members").get(sales)).has("members")).isFalse();
            assertThat(Json.text(body(provider.attributes("displayName").get(sales))))
                    .isEqualTo(
                            "{'schemas':['%s'],'id':'%s','displayName':'Sales'}"
                                    .formatted(Urn.GROUP, sales));
            assertThat(member(provider.attributes("members.value").get(sales), "members"))
                    .isEqualTo(values(zoe));
            assertThat(member(provider.without("members.$ref,members.type").get(sales), "members"))
                    .isEqualTo("[{'value':'%s','display':'zoe'}]".formatted(zoe));
        }

        @Test
        void readsNoMembersWhereNoneAreShown() {
            String sales = provider.group("Sales", provider.user("zoe"));
            provider.jdbi()
                    .useHandle(db -> db.execute("ALTER TABLE directory_member RENAME TO hidden"));
            try {
                assertThat(provider.without("members").get(sales).status()).isEqualTo(200);
                assertThat(provider.attributes("id").search("displayName eq 'sales'").status())
                        .isEqualTo(200);
                assertThat(provider.without("members").list().status()).isEqualTo(200);
            } finally {
                provider.jdbi()
                        .useHandle(
                                db -> db.execute("ALTER TABLE hidden RENAME TO directory_member"));
            }
        }

        @Test
        void saysThatNothingChanged() {
            String sales = provider.group("Sales");

            assertThat(provider.ifNoneMatch("W/\"1\"").get(sales).status()).isEqualTo(304);
            assertThat(error(provider.get("nobody")))
                    .isEqualTo("404 - there is no group with this id");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "displayName eq \"sALES\" | 1",
                    "DISPLAYNAME EQ \"Sales\" | 1",
                    "externalId eq \"S-1\" | 0",
                    "externalId eq \"s-1\" | 1",
                    "externalId eq \"\" | 0",
                    "id eq \"SALES\" | 1",
                    "id eq \"nobody\" | 0",
                    "id eq \"SALES\" and members eq \"ZOE\" | 1",
                    "id eq \"SALES\" and members eq \"MAX\" | 0",
                    "id eq \"SALES\" and members.value eq \"ZOE\" | 1",
                    "members[value eq \"ZOE\"] and displayName eq \"Sales\" | 1",
                    "members eq \"ZOE\" | 1",
                    "members eq \"x\" | 0",
                    "displayName eq \"none\" | 0",
                })
        void isFound(String filter, int total) {
            String zoe = provider.user("zoe");
            String max = provider.user("max");
            ScimAnswer answer =
                    provider.post(
                            "{'displayName':'Sales','externalId':'s-1','members':%s}"
                                    .formatted(values(zoe)));
            String known =
                    filter.replace("\"SALES\"", "\"" + body(answer).path("id").asText() + "\"")
                            .replace("ZOE", zoe)
                            .replace("MAX", max);

            assertThat(member(provider.search(known), "totalResults"))
                    .isEqualTo(Integer.toString(total));
        }

        @Test
        void listsInTheOrderOfCreation() {
            provider.group("B", provider.user("zoe"));
            provider.group("A");

            ScimAnswer all = provider.list();

            assertThat(body(all).path("totalResults").intValue()).isEqualTo(2);
            assertThat(
                            body(all)
                                    .at("/Resources")
                                    .valueStream()
                                    .map(g -> g.path("displayName").asText()))
                    .containsExactly("B", "A");
            assertThat(body(all).at("/Resources/0/members").size()).isEqualTo(1);
        }
    }

    @Nested
    class Replace {

        @Test
        void keepsExactlyWhatIsSent() {
            String zoe = provider.user("zoe");
            String max = provider.user("max");
            String sales = provider.group("Sales", zoe);

            ScimAnswer answer =
                    provider.put(
                            sales,
                            "{'id':'x','displayName':'Verkauf','members':" + values(max) + "}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(member(answer, "displayName")).isEqualTo("'Verkauf'");
            assertThat(body(answer).at("/members/0/value").asText()).isEqualTo(max);
            assertThat(body(answer).path("members").size()).isEqualTo(1);
            assertThat(body(provider.put(sales, "{'displayName':'Verkauf'}")).has("members"))
                    .isFalse();
        }

        @Test
        void changesNothingTheSecondTime() {
            String sales = provider.group("Sales", provider.user("zoe"), provider.user("max"));
            String same = Json.text(body(provider.without("meta").get(sales)));

            ScimAnswer answer = provider.put(sales, same);

            assertThat(answer.headers()).containsEntry("ETag", "W/\"1\"");
        }

        @Test
        void refusesAnotherGroupsName() {
            provider.group("Sales");
            String other = provider.group("Other");

            assertThat(error(provider.put(other, "{'displayName':'sales'}")))
                    .startsWith("409 uniqueness ");
            assertThat(
                            error(
                                    provider.patch(
                                            other,
                                            "{'op':'replace','value':{'displayName':'sales'}}")))
                    .startsWith("409 uniqueness ");
        }
    }

    @Nested
    class Modify {

        private final String zoe = provider.user("zoe");
        private final String max = provider.user("max");
        private final String eva = provider.user("eva");
        private final String sales = provider.group("Sales", zoe, max);

        @Test
        void answers204UnlessAttributesAreAskedFor() {
            ScimAnswer silent = provider.patch(sales, add(eva));
            ScimAnswer asked =
                    provider.attributes("displayName")
                            .patch(sales, "{'op':'add','path':'members','value':[]}");

            assertThat(silent.status()).isEqualTo(204);
            assertThat(silent.headers())
                    .containsEntry("ETag", "W/\"2\"")
                    .containsEntry("Content-Type", MediaTypes.SCIM);
            assertThat(silent.body()).isEmpty();
            assertThat(asked.status()).isEqualTo(200);
            assertThat(member(asked, "displayName")).isEqualTo("'Sales'");
        }

        @Test
        void renamesAsOktaDoes() {
            provider.patch(
                    sales,
                    "{'op':'replace','value':{'id':'" + sales + "','displayName':'Verkauf'}}");

            assertThat(member(provider.get(sales), "displayName")).isEqualTo("'Verkauf'");
            assertThat(members()).containsExactlyInAnyOrder(zoe, max);
        }

        @Test
        void removesAndAddsAsOktaDoes() {
            provider.patch(
                    sales,
                    "{'op':'remove','path':'members[value eq `" + zoe + "`]'}",
                    "{'op':'add','path':'members','value':[{'value':'"
                            + eva
                            + "','display':'e'}]}");

            assertThat(members()).containsExactlyInAnyOrder(max, eva);
        }

        @Test
        void removesOnlyThoseWhomEntraNames() {
            provider.patch(
                    sales,
                    "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'"
                            + zoe
                            + "'}]}");

            assertThat(members()).containsExactly(max);
        }

        @Test
        void removesNobodyForAnEmptyList() {
            provider.patch(sales, "{'op':'Remove','path':'members','value':[]}");

            assertThat(members()).hasSize(2);
        }

        @Test
        void removesSeveralOfAFilter() {
            provider.patch(
                    sales,
                    "{'op':'remove','path':'members[value eq `%s` or value eq `%s`]'}"
                            .formatted(zoe, max));

            assertThat(members()).isEmpty();
        }

        @Test
        void empties() {
            provider.patch(sales, "{'op':'replace','path':'members','value':[]}");
            assertThat(members()).isEmpty();
            provider.patch(sales, add(zoe));
            provider.patch(sales, "{'op':'remove','path':'members'}");
            assertThat(members()).isEmpty();
        }

        @Test
        void addsAsEntraDoesAndNobodyTwice() {
            provider.patch(
                    sales,
                    "{'op':'Add','path':'members','value':[{'$ref':null,'value':'%s'},{'$ref':null,'value':'%s'}]}"
                            .formatted(eva, zoe));

            assertThat(members()).containsExactlyInAnyOrder(zoe, max, eva);
            assertThat(provider.patch(sales, add(eva)).headers()).containsEntry("ETag", "W/\"2\"");
        }

        @Test
        void replacesTheWholeAsAuthentikAndConnIdDo() {
            provider.patch(
                    sales,
                    """
                    {'op':'replace','value':[{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'id':'%s',
                     'externalId':'x','displayName':'Verkauf','members':%s,'meta':{'resourceType':'Group'}}]}\
                    """
                            .formatted(sales, values(eva)));

            assertThat(members()).containsExactly(eva);
            assertThat(member(provider.get(sales), "externalId")).isEqualTo("'x'");
        }

        @Test
        void makesOperationsOneAfterTheOther() {
            provider.patch(
                    sales,
                    add(eva),
                    "{'op':'replace','path':'members','value':" + values(zoe) + "}",
                    add(max),
                    "{'op':'remove','path':'members','value':" + values(zoe) + "}");

            assertThat(members()).containsExactly(max);
        }

        @Test
        void isAllOrNothing() {
            ScimAnswer answer =
                    provider.patch(
                            sales,
                            "{'op':'replace','path':'displayName','value':'Verkauf'}",
                            "{'op':'remove','path':'members'}",
                            add(NOBODY));

            assertThat(error(answer))
                    .isEqualTo(
                            "400 invalidValue there is no user or group with the id "
                                    + NOBODY
                                    + "; nothing was changed");
            assertThat(member(provider.get(sales), "displayName")).isEqualTo("'Sales'");
            assertThat(members()).hasSize(2);
        }

        @Test
        void setsTheExternalIdAndExtensions() {
            provider.patch(
                    sales,
                    "{'op':'Replace','path':'externalId','value':'e-1'}",
                    "{'op':'add','path':'urn:a:b:c','value':{'x':1}}");

            assertThat(member(provider.get(sales), "externalId")).isEqualTo("'e-1'");
            assertThat(member(provider.get(sales), "urn:a:b:c")).isEqualTo("{'x':1}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"op\":\"remove\",\"path\":\"displayName\"} | 400 mutability 'displayName' is required: it can be replaced but not removed",
                    "{\"op\":\"replace\",\"path\":\"members.value\",\"value\":\"x\"} | 400 mutability a member cannot be changed; remove it, and add another one",
                    "{\"op\":\"remove\",\"path\":\"members[display eq \\\"x\\\"]\"} | 400 invalidFilter members are selected by value eq \"<id>\", several joined by or",
                    "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"x\"}]} | 400 invalidValue there is no user or group with the id x; nothing was changed",
                    "{\"op\":\"add\",\"path\":\"nothing\",\"value\":1} | 400 invalidPath there is no attribute 'nothing'",
                })
        void refuses(String operation, String refusal) {
            ScimAnswer answer = provider.patchRaw(sales, "{\"Operations\":[" + operation + "]}");

            assertThat(error(answer)).isEqualTo(refusal);
        }

        @Test
        void comparesVersions() {
            assertThat(provider.ifMatch("W/\"9\"").patch(sales, add(eva)).status()).isEqualTo(412);
            assertThat(provider.ifMatch("W/\"1\"").patch(sales, add(eva)).status()).isEqualTo(204);
            assertThat(provider.ifMatch("W/\"1\"").delete(sales).status()).isEqualTo(412);
            assertThat(provider.delete(sales).status()).isEqualTo(204);
            assertThat(provider.delete(sales).status()).isEqualTo(404);
            assertThat(provider.ifMatch("*").delete(sales).status()).isEqualTo(404);
        }

        private String add(String id) {
            return "{'op':'add','path':'members','value':" + values(id) + "}";
        }

        private List<String> members() {
            return body(provider.get(sales))
                    .path("members")
                    .valueStream()
                    .map(one -> one.path("value").asText())
                    .toList();
        }
    }

    @Nested
    class GroupsOfAUser {

        @Test
        void areShownDirectAndIndirect() {
            String zoe = provider.user("zoe");
            String inner = provider.group("Inner", zoe);
            String outer = provider.group("Outer", inner);
            String expected =
                    """
                    [{'value':'%1$s','$ref':'%3$s/Groups/%1$s','display':'Inner','type':'direct'},\
                    {'value':'%2$s','$ref':'%3$s/Groups/%2$s','display':'Outer','type':'indirect'}]\
                    """
                            .formatted(inner, outer, BASE);

            assertThat(member(provider.getUser(zoe), "groups")).isEqualTo(expected);
            assertThat(Json.text(body(provider.listUsers()).at("/Resources/0/groups")))
                    .isEqualTo(expected);
            assertThat(member(provider.putUser(zoe, "{'userName':'zoe','groups':[]}"), "groups"))
                    .isEqualTo(expected);
            assertThat(member(provider.attributes("groups.display").getUser(zoe), "groups"))
                    .isEqualTo("[{'display':'Inner'},{'display':'Outer'}]");
            assertThat(body(provider.without("groups").getUser(zoe)).has("groups")).isFalse();
        }

        @Test
        void areNotReadWhereTheyAreNotShown() {
            String zoe = provider.user("zoe");
            provider.jdbi()
                    .useHandle(db -> db.execute("ALTER TABLE directory_member RENAME TO hidden"));
            try {
                assertThat(provider.attributes("userName").getUser(zoe).status()).isEqualTo(200);
                assertThat(provider.without("groups").listUsers().status()).isEqualTo(200);
            } finally {
                provider.jdbi()
                        .useHandle(
                                db -> db.execute("ALTER TABLE hidden RENAME TO directory_member"));
            }
        }

        @Test
        void endWithTheUser() {
            String zoe = provider.user("zoe");
            String sales = provider.group("Sales", zoe);

            provider.deleteUser(zoe);

            assertThat(body(provider.get(sales)).has("members")).isFalse();
            assertThat(provider.get(sales).headers()).containsEntry("ETag", "W/\"2\"");
        }
    }
}
