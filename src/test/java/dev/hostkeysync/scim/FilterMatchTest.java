package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterMatchTest {

    private static final ObjectNode ZOE =
            Json.object(
                    """
                    {'id': 'ABC', 'externalId': 'Ext', 'userName': 'Zoe', 'active': true, 'title': '',
                     'name': {'familyName': 'Quill'},
                     'emails': [{'type': 'work', 'value': 'Zoe@example.com', 'primary': true},
                                {'type': 'home', 'value': 'zoe@example.org'}],
                     'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
                        {'department': 'R&D', 'manager': {'value': 'M1'}},
                     'meta': {'lastModified': '2026-03-01T00:00:00Z'}}
                    """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName eq "zOE"                                              | true
                    USERNAME EQ "zoe"                                              | true
                    userName ne "zoe"                                              | false
                    userName eq "zo"                                               | false
                    userName co "O"                                                | true
                    userName sw "zo"                                               | true
                    userName ew "oe"                                               | true
                    userName gt "y"                                                | true
                    userName le "zoe"                                              | true
                    externalId eq "ext"                                            | false
                    externalId eq "Ext"                                            | true
                    id eq "abc"                                                    | false
                    active eq true                                                 | true
                    active eq "True"                                               | true
                    active eq false                                                | false
                    name.familyName eq "quill"                                     | true
                    name.givenName pr                                              | false
                    name pr                                                        | true
                    title pr                                                       | true
                    nickName pr                                                    | false
                    nickName eq null                                               | true
                    userName eq null                                               | false
                    nickName ne "x"                                                | true
                    emails eq "zoe@example.org"                                    | true
                    emails.value eq "zoe@EXAMPLE.com"                              | true
                    emails.type eq "other"                                         | false
                    emails[type eq "work" and value ew "example.com"]              | true
                    emails[type eq "work" and value ew "example.org"]              | false
                    emails[type eq "work"].value eq "zoe@example.com"              | true
                    emails[type eq "work"].value eq "zoe@example.org"              | false
                    emails[not (type eq "work")]                                   | true
                    emails[primary eq "True"].value ew ".com"                      | true
                    emails[primary eq false]                                       | false
                    urn:ietf:params:scim:schemas:core:2.0:User:userName eq "zoe"   | true
                    URN:IETF:params:scim:schemas:extension:enterprise:2.0:User:Department eq "r&d" | true
                    manager eq "M1"                                                | true
                    manager.value eq "m1"                                          | false
                    id eq "ABC" and manager eq "M1"                                | true
                    id eq "ABC" and manager eq "M2"                                | false
                    id eq "x" or active eq true                                    | true
                    not (id eq "ABC")                                              | false
                    meta.lastModified gt "2026-02-28T00:00:00Z"                    | true
                    """)
    void decides(String filter, boolean matches) {
        assertThat(
                        FilterMatch.matches(
                                FilterParser.parse(filter),
                                new ResourceScope(ResourceType.USER, ZOE)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shoeSize eq 42",
                "userName.x eq \"y\"",
                "emails[colour eq \"red\"]",
                "name eq \"x\"",
                "urn:x:y:shoeSize pr",
                "id eq \"nobody\" and shoeSize pr",
                "not (emails[type eq \"other\" or colour pr])"
            })
    void refusesNamesThatMeanNothing(String filter) {
        FilterScope scope = new ResourceScope(ResourceType.USER, ZOE);

        ScimException refusal =
                Refusals.of(() -> {
                    Filter parsed = FilterParser.parse(filter);
                    FilterMatch.check(parsed, scope);
                    boolean _ = FilterMatch.matches(parsed, scope);
                });

        assertThat(Refusals.line(refusal)).startsWith("400 invalidFilter ");
    }
}
