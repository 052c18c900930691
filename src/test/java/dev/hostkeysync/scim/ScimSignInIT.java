package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, and what the others are told.
@EnabledIfSystemProperty(
        named = HttpProvider.URL,
        matches = "http.+",
        disabledReason = "needs a running service")
class ScimSignInIT {

    private static final String USERS = "/scim/v2/Users";

    private final HttpProvider provider = HttpProvider.ofSystemProperties();

    @ParameterizedTest
    @CsvSource({
        "GET, /scim/v2/Users",
        "POST, /scim/v2/Users",
        "GET, /scim/v2/Users/1",
        "PUT, /scim/v2/Users/1",
        "PATCH, /scim/v2/Users/1",
        "DELETE, /scim/v2/Users/1",
        "GET, /scim/v2/Groups",
        "POST, /scim/v2/Groups",
        "GET, /scim/v2/Me",
        "POST, /scim/v2/Bulk",
        "GET, /scim/v2/nothing",
    })
    void asksEverybodyForAToken(String method, String path) {
        HttpResponse<String> without = provider.send(method, path, Map.of(), HttpProvider.noBody());
        HttpResponse<String> wrong =
                provider.send(
                        method,
                        path,
                        Map.of("Authorization", "bearer wrong-token-0123456789"),
                        HttpProvider.noBody());

        assertThat(line(without))
                .isEqualTo(
                        "401 - Authentication is needed: send a bearer token in the Authorization"
                                + " header");
        assertThat(without.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"hostkey-sync\"");
        assertThat(line(wrong))
                .isEqualTo("401 - Authentication is needed: the bearer token is not known here");
        assertThat(wrong.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"hostkey-sync\", error=\"invalid_token\"");
    }

    @Test
    void refusesATokenForOtherThings() {
        HttpResponse<String> answer =
                provider.send(
                        "GET",
                        USERS,
                        Map.of("Authorization", "Bearer " + provider.otherToken()),
                        HttpProvider.noBody());

        assertThat(line(answer))
                .isEqualTo("403 - The caller may not do this: the token lacks the scope for this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void knowsTheSchemeInAnyCase(String scheme) {
        HttpResponse<String> answer =
                provider.send(
                        "GET",
                        USERS + "?count=0",
                        Map.of("Authorization", scheme + " " + provider.token()),
                        HttpProvider.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ServiceProviderConfig",
                "/ResourceTypes",
                "/ResourceTypes/User",
                "/Schemas",
                "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"
            })
    void showsItselfToEverybodyButWrongTokens(String path) {
        HttpResponse<String> open =
                provider.send("GET", "/scim/v2" + path, Map.of(), HttpProvider.noBody());
        HttpResponse<String> wrong =
                provider.send(
                        "GET",
                        "/scim/v2" + path,
                        Map.of("Authorization", "Bearer wrong-token-0123456789"),
                        HttpProvider.noBody());

        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    private static ObjectNode body(HttpResponse<String> answer) {
        return ScimJson.stored(answer.body());
    }

    private static String line(HttpResponse<String> answer) {
        assertThat(body(answer).path("status").asText())
                .isEqualTo(Integer.toString(answer.statusCode()));
        return Refusals.line(body(answer));
    }
}
