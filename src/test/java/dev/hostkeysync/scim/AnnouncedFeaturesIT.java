package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Reads `/ServiceProviderConfig` of a running service and tries each feature: what is announced
/// works, what is not changes nothing.
class AnnouncedFeaturesIT {

    private static final String USERS = "/scim/v2/Users";

    private final HttpProvider provider = HttpProvider.ofSharedService();
    private final ObjectNode config = body(provider.get("/scim/v2/ServiceProviderConfig"));
    private final String name = UUID.randomUUID().toString();

    @Test
    void patch() {
        String path = created(name);

        HttpResponse<String> answer =
                provider.send(
                        "PATCH", path, "{'Operations':[{'op':'add','path':'title','value':'T'}]}");

        assertThat(isSupported("patch")).isTrue();
        assertThat(body(answer).path("title").asText()).isEqualTo("T");
    }

    @Test
    void bulk() {
        int most = config.path("bulk").path("maxOperations").intValue();
        String one = "{'method':'DELETE','path':'/Users/1'}";

        assertThat(isSupported("bulk")).isTrue();
        assertThat(bulk(one, most).statusCode()).isEqualTo(200);
        assertThat(bulk(one, most + 1).statusCode()).isEqualTo(413);
        assertThat(
                        provider.send(
                                        "POST",
                                        "/scim/v2/Bulk",
                                        " "
                                                .repeat(
                                                        config.path("bulk")
                                                                        .path("maxPayloadSize")
                                                                        .intValue()
                                                                + 1))
                                .statusCode())
                .isEqualTo(413);
    }

    @Test
    void filter() {
        String path = created(name);

        ObjectNode found = body(provider.get(USERS + "?filter=userName%20eq%20%22" + name + "%22"));

        assertThat(isSupported("filter")).isTrue();
        assertThat(found.path("Resources").findValuesAsText("location"))
                .singleElement()
                .asString()
                .endsWith(path);
        assertThat(config.path("filter").path("maxResults").intValue()).isEqualTo(Page.MAX_COUNT);
    }

    @Test
    void changePassword() {
        assertThat(isSupported("changePassword")).isFalse();
        assertThat(
                        provider.send(
                                        "POST",
                                        USERS,
                                        "{'userName':'%s','password':'x'}".formatted(name))
                                .body())
                .doesNotContain("password");
    }

    @Test
    void sort() {
        String second = created(name + "b");
        String first = created(name + "a");

        List<String> locations =
                body(provider.get(
                                USERS
                                        + "?sortBy=userName&filter=userName%20eq%20%22"
                                        + name
                                        + "a%22"))
                        .path("Resources")
                        .findValuesAsText("location");

        // Without it the parameter is passed over: RFC 7644 section 3.4.2.3.
        assertThat(locations).singleElement().asString().endsWith(first);
        if (isSupported("sort")) {
            List<String> both =
                    body(provider.get(
                                    USERS
                                            + "?sortBy=userName&sortOrder=descending&filter=userName%20sw%20%22"
                                            + name
                                            + "%22"))
                            .path("Resources")
                            .findValuesAsText("location");
            assertThat(both).hasSize(2);
            assertThat(both.getFirst()).endsWith(second);
        }
    }

    @Test
    void etag() {
        String path = created(name);
        String tag = provider.get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(isSupported("etag")).isTrue();
        assertThat(conditional("GET", path, "If-None-Match", tag)).isEqualTo(304);
        assertThat(conditional("DELETE", path, "If-Match", "W/\"0\"")).isEqualTo(412);
        assertThat(conditional("DELETE", path, "If-Match", tag)).isEqualTo(204);
    }

    @Test
    void resourceTypesAndSchemas() {
        for (JsonNode type : body(provider.get("/scim/v2/ResourceTypes")).path("Resources")) {
            String list = "/scim/v2" + type.path("endpoint").asText() + "?count=1";
            String schema = "/scim/v2/Schemas/" + type.path("schema").asText();

            assertThat(provider.get(list).statusCode()).isEqualTo(200);
            assertThat(provider.get(schema).statusCode()).isEqualTo(200);
            assertThat(provider.get(schema.replace("urn:ietf", "URN:IETF")).statusCode())
                    .isEqualTo(200);
            assertThat(provider.get(path(type)).body()).isEqualTo(ScimJson.text(type));
        }
    }

    private HttpResponse<String> bulk(String operation, int times) {
        String operations = (operation + ",").repeat(times - 1) + operation;
        return provider.send("POST", "/scim/v2/Bulk", "{'Operations':[" + operations + "]}");
    }

    private int conditional(String method, String path, String header, String tag) {
        return provider.send(
                        method,
                        path,
                        Map.of("Authorization", "Bearer " + provider.token(), header, tag),
                        HttpProvider.noBody())
                .statusCode();
    }

    private boolean isSupported(String feature) {
        return config.path(feature).path("supported").booleanValue();
    }

    private String created(String userName) {
        return path(body(provider.send("POST", USERS, "{'userName':'%s'}".formatted(userName))));
    }

    private static String path(JsonNode resource) {
        return URI.create(resource.path("meta").path("location").asText()).getPath();
    }

    private static ObjectNode body(HttpResponse<String> answer) {
        return ScimJson.stored(answer.body());
    }
}
