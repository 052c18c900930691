package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Requests thrown together from the right words in the wrong places: each is served or refused,
/// none fails.
class NoiseTest {

    private static final int ROUNDS = 20_000;

    private static final List<String> WORDS =
            List.of(
                    "userName",
                    "emails",
                    "emails[",
                    "]",
                    ".value",
                    "[type eq \"work\"]",
                    "name.givenName",
                    " ",
                    " eq ",
                    " and ",
                    " or ",
                    "not (",
                    "(",
                    ")",
                    "\"x\"",
                    "\"",
                    "\\",
                    "true",
                    "null",
                    "42",
                    "pr",
                    "manager",
                    "addresses",
                    "active",
                    "id",
                    "meta",
                    "schemas",
                    "groups",
                    "password",
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
                    "urn:ietf:params:scim:schemas:core:2.0:User",
                    "urn:a:b",
                    ":",
                    "department",
                    ".",
                    "é",
                    "roles");

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "'True'",
                    "42",
                    "1.5",
                    "''",
                    "'x'",
                    "[]",
                    "{}",
                    "[null]",
                    "[[]]",
                    "[{}]",
                    "['x']",
                    "{'value':'x'}",
                    "[{'value':'x','primary':true}]",
                    "{'value':null}",
                    "{'type':'work'}",
                    "{'userName':'y','emails':[{'value':'z@x'}]}",
                    "{'name':{'givenName':null}}",
                    "{'urn:a:b':{'c':[1]}}",
                    "{'urn:a:b':7}",
                    "{'urn:a:b:c':[2]}",
                    "[{'a':1},{'b':2}]");

    private final Random random = new Random(42);

    @Test
    void noFilterFails() {
        FilterScope scope = new ResourceScope(ResourceType.USER, user());
        for (int i = 0; i < ROUNDS; i++) {
            String filter = sentence();
            assertServedOrRefused(
                    filter,
                    () -> {
                        Filter parsed = FilterParser.parse(filter);
                        FilterMatch.check(parsed, scope);
                        boolean _ = FilterMatch.matches(parsed, scope);
                    });
        }
    }

    @Test
    void noPatchFails() {
        ObjectNode document = user();
        for (int i = 0; i < ROUNDS; i++) {
            ObjectNode body = patch();
            ObjectNode changed = document.deepCopy();
            boolean[] served = {false};
            assertServedOrRefused(
                    ScimJson.text(body),
                    () -> {
                        Patch.read(body).applyTo(ResourceType.USER, changed);
                        var _ = UserDocument.created(changed);
                        served[0] = true;
                    });
            if (served[0]) {
                assertThat(ResourceReader.read(ResourceType.USER, changed))
                        .as("what a PUT would store after %s", body)
                        .isEqualTo(changed);
            }
        }
    }

    private ObjectNode patch() {
        ObjectNode body = Json.object("{}");
        var operations = body.putArray("Operations");
        for (int i = 0; i <= random.nextInt(3); i++) {
            ObjectNode operation = operations.addObject();
            operation.put("op", any(List.of("add", "Replace", "remove")));
            if (random.nextInt(5) > 0) {
                operation.put("path", random.nextBoolean() ? any(WORDS) : sentence());
            }
            if (random.nextInt(6) > 0) {
                operation.set("value", Json.value(any(VALUES)));
            }
        }
        return body;
    }

    private static ObjectNode user() {
        return Json.object(
                """
                {'userName':'zoe','active':true,'name':{'givenName':'Z'},
                 'emails':[{'type':'work','value':'w@x','primary':true},{'type':'home','value':'h@x'}],
                 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'manager':{'value':'M'}},
                 'urn:a:b':{'c':[1]}}\
                """);
    }

    private static void assertServedOrRefused(String what, Runnable work) {
        assertThatCode(
                        () -> {
                            try {
                                work.run();
                            } catch (ScimException _) {
                                // A refusal is an answer.
                            }
                        })
                .as(what)
                .doesNotThrowAnyException();
    }

    private String sentence() {
        return Stream.generate(() -> any(WORDS))
                .limit(1 + random.nextInt(6))
                .collect(Collectors.joining());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
