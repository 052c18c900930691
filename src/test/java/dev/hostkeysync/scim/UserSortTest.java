package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.4.2.3.
class UserSortTest {

    private final Provider provider = new Provider();

    @BeforeEach
    void fill() {
        String _ =
                provider.created(
                        """
                        {'userName':'b','displayName':'zoe','title':'x','active':false,
                         'emails':[{'value':'m@x.com'},{'value':'a@x.com','primary':true}]}\
                        """);
        String _ =
                provider.created(
                        """
                        {'userName':'C','displayName':'Anna','name':{'familyName':'Quill'},
                         'emails':[{'value':'k@x.com'},{'value':'z@x.com'}]}\
                        """);
        String _ = provider.created("{'userName':'a','title':'W'}");
    }

    @ParameterizedTest
    @CsvSource({
        "userName, , [a; b; C]",
        "USERNAME, Ascending, [a; b; C]",
        "userName, descending, [C; b; a]",
        "displayName, ascending, [C; b; a]",
        "displayName, descending, [a; b; C]",
        "title, , [a; b; C]",
        "title, descending, [C; b; a]",
        "emails, , [b; C; a]",
        "emails.value, descending, [a; C; b]",
        "name.familyName, , [C; b; a]",
        "active, , [b; C; a]",
        "id, , [b; C; a]",
        "id, descending, [a; C; b]",
        "meta.created, , [b; C; a]",
        "meta.version, descending, [a; C; b]",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department, , [b; C; a]",
        "'', descending, [b; C; a]"
    })
    void sorts(String sortBy, String order, String names) {
        ScimAnswer answer =
                order == null
                        ? provider.query("sortBy=" + sortBy)
                        : provider.query("sortBy=" + sortBy, "sortOrder=" + order);

        assertThat(
                        body(answer)
                                .path("Resources")
                                .valueStream()
                                .map(user -> user.path("userName").asText())
                                .toList())
                .hasToString(names.replace(";", ","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    shoeSize | ascending  | 400 invalidPath 'sortBy' names no attribute: shoeSize
                    a b      | ascending  | 400 invalidPath 'sortBy' names no attribute: a b
                    name     | ascending  | 400 invalidValue 'sortBy' must name an attribute with one value, or with a primary one: name
                    schemas  | ascending  | 400 invalidValue 'sortBy' must name an attribute with one value, or with a primary one: schemas
                    groups   | ascending  | 400 invalidValue 'sortBy' must name an attribute with one value, or with a primary one: groups
                    userName | sideways   | 400 invalidValue 'sortOrder' must be ascending or descending
                    """)
    void refuses(String sortBy, String order, String error) {
        assertThat(error(provider.query("sortBy=" + sortBy, "sortOrder=" + order)))
                .isEqualTo(error);
    }
}
