package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName sw "Z"                                    | [zoe]
                    userName pr                                        | [zoe, max]
                    userName eq 42                                     | []
                    active eq true                                     | [zoe]
                    active eq "False"                                  | [max]
                    not (userName eq "zoe")                            | [max]
                    userName eq "zoe" or userName eq "max"             | [zoe, max]
                    emails[type eq "work"]                             | [zoe]
                    emails.value eq "second@example.org"               | [zoe]
                    emails[type eq "home" and value eq "zoe@example.org"] | []
                    name.familyName eq "quill"                         | [zoe]
                    displayName sw "zoe q"                             | [zoe]
                    displayName eq "ZOE QUILL"                         | [zoe]
                    displayName eq null                                | [max]
                    roles[primary eq "True"].value eq "host"           | [zoe]
                    meta.lastModified ge "2026-03-01T10:00:00.123456Z" | [zoe, max]
                    meta.created gt "2026-03-01T11:00:00.2+01:00"      | []
                    meta.resourceType eq "User" and userName ew "x"    | [max]
                    schemas eq "urn:ietf:params:scim:schemas:core:2.0:User" | [zoe, max]
                    """)
    void findsInASmallDirectoryByAnything(String filter, String found) {
        String _ =
                provider.created(
                        """
                        {'userName':'zoe','displayName':'Zoe Quill','name':{'familyName':'Quill'},
                         'roles':[{'value':'guest'},{'value':'host','primary':'True'}],
                         'emails':[{'type':'work','value':'zoe@example.org','primary':true},
                                   {'type':'home','value':'second@example.org'}]}\
                        """);
        String _ = provider.created("{'userName':'max','active':false}");

        assertThat(names(provider.search(filter))).hasToString(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    shoeSize eq 42                    | there is no attribute 'shoeSize' here
                    name eq "x"                       | 'name' has parts and cannot be compared
                    active gt true                    | 'active' cannot be compared so: its type is boolean
                    userName gt null                  | 'userName' cannot be compared so: null goes with eq and ne only
                    meta.created eq "yesterday"       | 'created' is compared with a date such as "2026-03-01T10:00:00Z"
                    meta.version gt "W/"              | this attribute is compared by eq and ne only
                    userName[value eq "x"]            | 'userName' has no parts that brackets could select
                    groups.$ref pr                    | '$ref' of a membership is not searched
                    """)
    void refusesWhatMeansNothing(String filter, String detail) {
        assertThat(error(provider.search(filter))).isEqualTo("400 invalidFilter " + detail);
    }

    private static List<String> names(ScimAnswer answer) {
        return body(answer)
                .path("Resources")
                .valueStream()
                .map(user -> user.path("userName").asText())
                .toList();
    }
}
