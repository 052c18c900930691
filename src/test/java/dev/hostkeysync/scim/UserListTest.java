package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserListTest {

    private final Provider provider = new Provider();

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
