package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.hostkeysync.directory.Criteria;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Whatever is sent, the answer is a SCIM answer below 500. Seeded, and of a fixed number of cases:
/// what fails once fails always.
class RequestFuzzTest {

    private static final Set<Integer> WITH_TYPE = Set.of(400, 409);

    private static final List<String> RESOURCES =
            List.of(
                    RfcExample.text("7643-8.1-minimal-user"),
                    RfcExample.text("7643-8.3-enterprise-user"),
                    RfcExample.text("7644-3.3-create"),
                    RfcExample.text("7644-3.5.1-replace"),
                    "{\"userName\":\"zoe\",\"urn:a:b\":{\"c\":[1,{\"d\":\"e\"}]}}");

    private static final List<String> PATCHES =
            List.of(
                    RfcExample.text("7644-3.5.2.1-add"),
                    RfcExample.text("7644-3.5.2.2-remove-values"),
                    RfcExample.text("7644-3.5.2.3-replace-emails"),
                    RfcExample.text("7644-3.5.2.3-replace-street"),
                    "{\"Operations\":[{\"op\":\"Replace\",\"value\":{\"name.givenName\":\"Z\",\"active\":\"False\"}}]}");

    private static final List<String> BULKS =
            List.of(
                    RfcExample.text("7644-3.7.1-circle"),
                    RfcExample.text("7644-3.7.2-manager"),
                    RfcExample.text("7644-3.7.2-member"),
                    RfcExample.text("7644-3.7.3-operations"));

    private final Provider provider = new Provider();
    private final Hostile hostile = new Hostile(42);

    @Test
    void noFilterFails() {
        ResourceType type = ResourceType.USER;
        CriteriaReader reader =
                new CriteriaReader(type, List.of(type), "https://keys.example.com/scim/v2");
        FilterScope scope = new ResourceScope(type, RfcExample.json("7643-8.3-enterprise-user"));
        for (int i = 0; i < 10_000; i++) {
            String filter = hostile.filter();
            assertThatCode(
                            () -> {
                                try {
                                    Filter parsed = FilterParser.parse(filter);
                                    Criteria _ = reader.read(parsed);
                                    boolean _ = FilterMatch.matches(parsed, scope);
                                } catch (ScimException _) {
                                    // A refusal is an answer.
                                }
                            })
                    .as(Excerpt.of(filter))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void noSearchFails() {
        for (int i = 0; i < 200; i++) {
            String filter = hostile.filter();
            assertAnswered(filter, () -> provider.search(filter));
            String number = hostile.value();
            assertAnswered(number, () -> provider.list(number, number));
            String names = hostile.filter();
            assertAnswered(names, () -> provider.attributes(names).search("userName eq \"zoe\""));
        }
    }

    @Test
    void noPathFails() {
        String id = provider.created("{'userName':'zoe','emails':[{'type':'work','value':'z@x'}]}");
        for (int i = 0; i < 500; i++) {
            String operation =
                    "{\"op\":\"%s\",\"path\":%s,\"value\":%s}"
                            .formatted(
                                    hostile.any(List.of("add", "Replace", "REMOVE")),
                                    new TextNode(hostile.path()),
                                    hostile.value());
            assertAnswered(operation, () -> provider.patch(id, operation));
        }
    }

    @Test
    void noBodyFails() {
        String id = provider.created("{'userName':'zoe'}");
        for (int i = 0; i < 250; i++) {
            String created = hostile.spoiled(hostile.any(RESOURCES));
            assertAnswered(created, () -> provider.post(created));
            String replaced = hostile.spoiled(hostile.any(RESOURCES));
            assertAnswered(replaced, () -> provider.put(id, replaced));
            String patched = hostile.spoiled(hostile.any(PATCHES));
            assertAnswered(patched, () -> provider.patchBody(id, patched));
        }
        assertThat(provider.get(id).status()).isEqualTo(200);
    }

    @Test
    void noBulkRequestFails() {
        for (int i = 0; i < 250; i++) {
            String bulk = hostile.spoiled(hostile.any(BULKS));
            assertAnswered(
                    bulk,
                    () -> {
                        ScimAnswer answer = provider.bulk(bulk, new MemoryGroups());
                        answer.body()
                                .orElseThrow()
                                .path("Operations")
                                .forEach(operation ->
                                        assertThat(operation.path("status").asText())
                                                .as(Excerpt.of(bulk))
                                                .matches("[24]..")
                                                .isNotEqualTo("000"));
                        return answer;
                    });
        }
    }

    @Test
    void noHeaderAndNoIdFails() {
        String id = provider.created("{'userName':'zoe'}");
        for (int i = 0; i < 100; i++) {
            String text = hostile.filter();
            assertAnswered(text, () -> provider.get(text));
            assertAnswered(text, () -> provider.delete(text));
            assertAnswered(text, () -> provider.ifNoneMatch(text).get(id));
            assertAnswered(text, () -> provider.ifMatch(text + "x").delete(id));
        }
    }

    private static void assertAnswered(String request, Supplier<ScimAnswer> work) {
        assertThatCode(
                        () -> {
                            ScimAnswer answer = work.get();
                            assertThat(answer.status()).isBetween(200, 499);
                            if (WITH_TYPE.contains(answer.status())) {
                                assertThat(Provider.body(answer).path("scimType").asText())
                                        .isNotEmpty();
                            }
                        })
                .as(Excerpt.of(request))
                .doesNotThrowAnyException();
    }
}
