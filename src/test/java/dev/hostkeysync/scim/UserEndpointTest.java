package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserEndpointTest {

    private static final String NOBODY = "01890a5d-ac96-774b-bcce-b302099a8057";

    private final Provider provider = new Provider();

    @Nested
    class Create {

        @Test
        void answersWithTheWholeUserAndWhereItIs() {
            ScimAnswer answer =
                    provider.post(
                            """
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'Zoe@Example.com',
                             'externalId':'00u1','emails':[{'value':'zoe@example.com','primary':true}]}\
                            """);

            String id = body(answer).path("id").asText();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers())
                    .isEqualTo(
                            Map.of("Location", Provider.BASE + "/Users/" + id, "ETag", "W/\"1\""));
            assertThat(Json.text(body(answer)))
                    .isEqualTo(
                            """
                            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'id':'%s','externalId':'00u1',\
                            'userName':'Zoe@Example.com','active':true,\
                            'emails':[{'value':'zoe@example.com','primary':true}],\
                            'meta':{'resourceType':'User','created':'2026-03-01T10:00:00.123456Z',\
                            'lastModified':'2026-03-01T10:00:00.123456Z',\
                            'location':'https://keys.example.com/scim/v2/Users/%s','version':'W/\\'1\\''}}\
                            """
                                    .formatted(id, id));
            assertThat(provider.events()).containsExactly("created");
        }

        @Test
        void isReadBackAsItWasAnswered() {
            ScimAnswer created = provider.post("{'userName':'zoe','title':'T','active':false}");

            ScimAnswer read = provider.get(body(created).path("id").asText());

            assertThat(read.status()).isEqualTo(200);
            assertThat(body(read)).isEqualTo(body(created));
        }

        @ParameterizedTest
        @ValueSource(strings = {"zoe@example.com", "ZOE@EXAMPLE.COM"})
        void refusesATakenName(String userName) {
            String first = provider.created("{'userName':'zoe@example.com','active':false}");

            ScimAnswer answer = provider.post("{'userName':'" + userName + "'}");

            assertThat(error(answer))
                    .isEqualTo(
                            "409 uniqueness another user has this userName; names are compared without"
                                    + " case, and inactive users keep theirs");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(provider.events()).containsExactly("created");
            assertThat(provider.get(first).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        {'userName':'x'                 | 400 invalidSyntax not valid JSON at line 1, column 16
                        {'userName':42}                 | 400 invalidValue 'userName' must be a string
                        {'displayName':'x'}             | 400 invalidValue 'userName' is required and must not be empty
                        {'userName':'x\\u0000'}         | 400 invalidValue the character NUL cannot be stored
                        []                              | 400 invalidSyntax the body must be a JSON object
                        """)
        void storesAndTellsNothingOfABadBody(String body, String refusal) {
            ScimAnswer answer = provider.post(body);

            assertThat(error(answer)).isEqualTo(refusal);
            assertThat(member(provider.list("1", "10"), "totalResults")).isEqualTo("0");
            assertThat(provider.events()).isEmpty();
        }
    }

    @Nested
    class Read {

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
    }

    @Nested
    class Lists {

        @Test
        void pagesInAStableOrder() {
            for (int i = 1; i <= 5; i++) {
                String _ = provider.created("{'userName':'user%d'}".formatted(i));
            }

            assertThat(names(provider.list("1", "2"))).containsExactly("user1", "user2");
            assertThat(names(provider.list("3", "2"))).containsExactly("user3", "user4");
            assertThat(names(provider.list("5", "2"))).containsExactly("user5");
            assertThat(names(provider.list("6", "2"))).isEmpty();
            assertThat(Json.text(body(provider.list("6", "2"))))
                    .isEqualTo(
                            """
                            {'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],'totalResults':5,\
                            'startIndex':6,'itemsPerPage':0,'Resources':[]}\
                            """);
            assertThat(Json.text(body(provider.list("0", "0"))))
                    .isEqualTo(
                            """
                            {'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],'totalResults':5,\
                            'startIndex':1,'itemsPerPage':0,'Resources':[]}\
                            """);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        userName eq "ZOE@example.com"                                  | [zoe@example.com]
                        userName eq "nobody"                                           | []
                        urn:ietf:params:scim:schemas:core:2.0:User:USERNAME EQ "zoe@example.com" | [zoe@example.com]
                        externalId eq "00u1"                                           | [zoe@example.com]
                        externalId eq "00U1"                                           | []
                        externalId eq ""                                               | []
                        id eq "nonsense"                                               | []
                        emails.value eq "Zoe@Example.org"                              | [zoe@example.com]
                        emails eq "zoe@example.org"                                    | [zoe@example.com]
                        emails[type eq "work"].value eq "zoe@example.org"              | [zoe@example.com]
                        emails[type eq "home"].value eq "zoe@example.org"              | []
                        emails[value eq "zoe@example.org" and type eq "Work"]          | [zoe@example.com]
                        emails[type eq "work"].value eq "0b4c1b6a-no-address"          | []
                        emails.value eq "max@example.com"                              | []
                        userName eq "zoe@example.com" and active eq true               | [zoe@example.com]
                        active eq false and userName eq "zoe@example.com"              | []
                        userName eq "zoe@example.com" and not (title pr)               | [zoe@example.com]
                        userName eq "max@example.com"                                  | [max@example.com]
                        """)
        void findsByWhatAnIndexHolds(String filter, String found) {
            String _ =
                    provider.created(
                            """
                            {'userName':'zoe@example.com','externalId':'00u1',
                             'emails':[{'type':'work','value':'zoe@example.org','primary':true}]}\
                            """);
            String _ = provider.created("{'userName':'max@example.com','active':false}");

            assertThat(names(provider.search(filter))).hasToString(found);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "userName sw \"z\"",
                    "userName eq null",
                    "userName eq 42",
                    "userName pr",
                    "active eq true",
                    "not (userName eq \"zoe\")",
                    "userName eq \"zoe\" or userName eq \"max\"",
                    "emails[type eq \"work\"]",
                    "emails.type eq \"work\"",
                    "name.familyName eq \"Quill\""
                })
        void refusesWhatWouldReadTheWholeDirectory(String filter) {
            assertThat(error(provider.search(filter)))
                    .isEqualTo(
                            """
                            400 invalidFilter this filter is not served: one condition must be userName eq, externalId eq, \
                            id eq, emails.value eq or emails[type eq "work"].value eq with a text; others may be joined to it \
                            by and\
                            """);
        }

        private static List<String> names(ScimAnswer answer) {
            return body(answer)
                    .path("Resources")
                    .valueStream()
                    .map(user -> user.path("userName").asText())
                    .toList();
        }
    }

    @Nested
    class Replace {

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

    @Nested
    class Modify {

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
                    .isEqualTo("400 invalidValue 'userName' is required and must not be empty");
        }

        @Test
        void refusesTheNameOfAnother() {
            String _ = provider.created("{'userName':'zoe'}");
            String id = provider.created("{'userName':'max'}");

            assertThat(
                            provider.patch(id, "{'op':'replace','path':'userName','value':'Zoe'}")
                                    .status())
                    .isEqualTo(409);
        }

        @Test
        void findsNobody() {
            assertThat(provider.patch(NOBODY, "{'op':'remove','path':'title'}").status())
                    .isEqualTo(404);
        }
    }

    @Nested
    class Delete {

        @Test
        void leavesNobody() {
            String id = provider.created("{'userName':'zoe'}");

            ScimAnswer answer = provider.delete(id);

            assertThat(answer).isEqualTo(ScimAnswer.empty(204, Map.of()));
            assertThat(provider.get(id).status()).isEqualTo(404);
            assertThat(provider.delete(id).status()).isEqualTo(404);
            assertThat(provider.put(id, "{'userName':'zoe'}").status()).isEqualTo(404);
            assertThat(provider.patch(id, "{'op':'remove','path':'title'}").status())
                    .isEqualTo(404);
            assertThat(member(provider.search("userName eq \"zoe\""), "totalResults"))
                    .isEqualTo("0");
            assertThat(provider.events()).containsExactly("created", "removed");
        }

        @Test
        void freesTheName() {
            String id = provider.created("{'userName':'zoe'}");
            ScimAnswer _ = provider.delete(id);

            assertThat(provider.created("{'userName':'ZOE'}")).isNotEqualTo(id);
        }
    }

    @Nested
    class Versions {

        @Test
        void letAChangeThroughThatKnowsTheUserAsItIs() {
            String id = provider.created("{'userName':'zoe'}");

            assertThat(
                            provider.ifMatch("W/\"1\"")
                                    .put(id, "{'userName':'zoe','title':'a'}")
                                    .status())
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
            assertThat(
                            error(
                                    provider.ifMatch("W/\"2\"")
                                            .patch(id, "{'op':'remove','path':'title'}")))
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
