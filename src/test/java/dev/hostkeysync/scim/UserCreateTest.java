package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static dev.hostkeysync.scim.Provider.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserCreateTest {

    private final Provider provider = new Provider();

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
                .isEqualTo(Map.of("Location", Provider.BASE + "/Users/" + id, "ETag", "W/\"1\""));
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
