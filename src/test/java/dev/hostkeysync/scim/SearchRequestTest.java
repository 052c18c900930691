package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static dev.hostkeysync.scim.Provider.error;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 7644 section 3.4.3.
class SearchRequestTest {

    private final Provider provider = new Provider();

    @BeforeEach
    void fill() {
        for (String name : new String[] {"zoe", "max", "amy"}) {
            String _ =
                    provider.created("{'userName':'%s','title':'%s'}".formatted(name, name + "!"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],'filter':'userName eq \\'ZOE\\''} | 1 | [zoe]
                    {'filter':'title pr','sortBy':'userName','sortOrder':'descending','startIndex':2,'count':1}         | 3 | [max]
                    {'startIndex':'1','count':'2'}                                                                      | 3 | [zoe, max]
                    {'id':null,'meta':null,'externalId':null,'filter':null,'sortBy':null,'count':null,'cursor':null}    | 3 | [zoe, max, amy]
                    {'cursor':'','count':2}                                                                             | 3 | [zoe, max]
                    {}                                                                                                  | 3 | [zoe, max, amy]
                    """)
    void finds(String request, int total, String names) {
        ScimAnswer answer = provider.searchRequest(request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer).path("totalResults").asInt()).isEqualTo(total);
        assertThat(
                        body(answer)
                                .path("Resources")
                                .valueStream()
                                .map(user -> user.path("userName").asText())
                                .toList())
                .hasToString(names);
    }

    @Test
    void showsWhatIsAskedFor() {
        ScimAnswer some =
                provider.searchRequest(
                        "{'filter':'userName eq \\'zoe\\'','attributes':['TITLE',null]}");
        ScimAnswer without =
                provider.searchRequest(
                        "{'filter':'userName eq \\'zoe\\'','excludedAttributes':['meta','title']}");

        assertThat(body(some).at("/Resources/0").fieldNames())
                .toIterable()
                .containsExactly("schemas", "id", "title");
        assertThat(body(without).at("/Resources/0").fieldNames())
                .toIterable()
                .containsExactly("schemas", "id", "userName", "active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    []                                  | 400 invalidSyntax the body must be a JSON object
                    {'schemas':['urn:x:y']}             | 400 invalidValue 'schemas' must contain urn:ietf:params:scim:api:messages:2.0:SearchRequest
                    {'filter':42}                       | 400 invalidValue 'filter' must be a string
                    {'attributes':[42]}                 | 400 invalidValue 'attributes' must be an array of strings
                    {'attributes':{'a':'b'}}            | 400 invalidValue 'attributes' must be an array of strings
                    {'count':'many'}                    | 400 invalidValue 'count' must be an integer
                    {'startIndex':[1]}                  | 400 invalidValue 'startIndex' must be an integer
                    """)
    void refuses(String request, String error) {
        assertThat(error(provider.searchRequest(request))).isEqualTo(error);
    }
}
