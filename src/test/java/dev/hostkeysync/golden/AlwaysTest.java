package dev.hostkeysync.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlwaysTest {

    private static final String LIST =
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],";
    private static final String ERROR =
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:Error'],";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | {'id':'1'}                        |
                    200 | {'id':null}                       | an attribute without a value is left out, never null
                    200 | {'a':{'password':'x'}}            | a password is never given back
                    200 | {'title':'4711081500'}            | there are the digits of a host key in it
                    200 | {'id':'a4711081500'}              |
                    200 | {'detail':'java.io.IOException'}  | an answer tells nothing of the inside
                    204 | {}                                | 204 has no body (RFC 9110 section 15.3.5)
                    201 | {'id':'1'}                        | 201 has a Location
                    """)
    void looksAtResources(int status, String body, String fault) {
        assertThat(faults(status, body)).isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @Test
    void looksAtLists() {
        assertThat(
                        faults(
                                200,
                                LIST
                                        + "'totalResults':1,'startIndex':1,'itemsPerPage':0,'Resources':[]}"))
                .isEmpty();
        assertThat(
                        faults(
                                200,
                                LIST
                                        + "'totalResults':'1','startIndex':1,'itemsPerPage':1,'Resources':[]}"))
                .containsExactly(
                        "'totalResults' of a list is an integer",
                        "'itemsPerPage' counts the resources");
    }

    @Test
    void looksAtErrors() {
        assertThat(faults(404, ERROR + "'status':'404','detail':'x'}")).isEmpty();
        assertThat(faults(409, ERROR + "'status':'409','detail':'x','scimType':'uniqueness'}"))
                .isEmpty();
        assertThat(faults(400, ERROR + "'status':400,'detail':''}"))
                .containsExactly(
                        "an error's 'status' is a text with the status",
                        "an error says why in 'detail'",
                        "400 and 409 have a scimType");
        assertThat(faults(500, ERROR + "'status':'500','detail':'x'}"))
                .containsExactly("a failure of the service");
    }

    @Test
    void comparesHeadersWithTheBody() {
        Answer answer =
                new Answer(
                        201,
                        Map.of(
                                "content-type", List.of("text/plain"),
                                "location", List.of("http://x/2"),
                                "etag", List.of("W/\"2\""),
                                "retry-after", List.of("1.5")),
                        "{'id':'1','meta':{'location':'http://x/1','version':'v1'}}"
                                .replace('\'', '"'));

        assertThat(Always.faults(answer, "", Set.of()))
                .containsExactly(
                        "Okta reads Retry-After in whole seconds only",
                        "Content-Type must be application/scim+json, not text/plain",
                        "Location and meta.location are the same",
                        "ETag and meta.version are the same");
    }

    private static List<String> faults(int status, String body) {
        return Always.faults(
                new Answer(
                        status,
                        Map.of("content-type", List.of("application/scim+json")),
                        body.replace('\'', '"')),
                "",
                Set.of("4711081500"));
    }
}
