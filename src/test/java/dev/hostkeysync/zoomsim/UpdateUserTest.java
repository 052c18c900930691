package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateUserTest {

    private static final String ZOE = "zoe@example.com";
    private static final String KEY = "{\"host_key\":\"482093\"}";

    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build());
    private final SimulatorClient client = new SimulatorClient(simulator);
    private String token = "";

    @BeforeEach
    void addZoe() throws Exception {
        simulator.users().add(UserFields.ofEmail(ZOE).id("KDcuGIm1QgePTO8WbOqwIQ"));
        token = client.token();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KDcuGIm1QgePTO8WbOqwIQ",
                "zoe@example.com",
                "zoe%40example.com",
                "ZOE@EXAMPLE.COM",
                "zoe@example.com?login_type=101"
            })
    void setsTheKeyOfAUserNamedByIdOrEmail(String user) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, user, KEY));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Light");
        assertThat(simulator.hostKeyOf(ZOE)).contains("482093");
    }

    @Test
    void tellsAPlusInAnEmailFromABlank() throws Exception {
        simulator.users().add("zoe+rooms@example.com");

        HttpResponse<String> plain = client.send(client.patch(token, "zoe+rooms@example.com", KEY));
        HttpResponse<String> encoded =
                client.send(client.patch(token, "zoe%2Brooms%40example.com", KEY));
        HttpResponse<String> blank =
                client.send(client.patch(token, "zoe%20rooms%40example.com", KEY));

        assertThat(plain.statusCode()).isEqualTo(204);
        assertThat(encoded.statusCode()).isEqualTo(204);
        assertThat(blank.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"host_key\":\"001138\"}",
                "{\"host_key\":\"4692486817\"}",
                "{\"first_name\":\"Zoë\",\"type\":2,\"use_pmi\":false,\"pmi\":1234567890}",
                "{\"phone_numbers\":[{\"code\":\"+1\",\"label\":\"Mobile\",\"number\":\"55\"}]}",
                "{\"feature\":{\"zoom_phone\":true},\"division_ids\":[\"a\"]}",
                "{\"linkedin_url\":\"https://www.linkedin.com/zoe\",\"about_me\":\"Hi\"}"
            })
    void takesWhatTheReferenceAllows(String body) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, ZOE, body));

        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"host_key":"12345"}              | host_key
                    {"host_key":"12345678901"}        | host_key
                    {"host_key":""}                   | host_key
                    {"host_key":"48209x"}             | host_key
                    {"host_key":"٤٨٢٠٩٣"}             | host_key
                    {"host_key":482093}               | host_key
                    {"host_key":null}                 | host_key
                    {"hostKey":"482093"}              | hostKey
                    {"host_key":"482093","note":"x"}  | note
                    {"type":3}                        | type
                    {"type":"2"}                      | type
                    {"pmi":123}                       | pmi
                    {"use_pmi":"yes"}                 | use_pmi
                    {"feature":{"zoom_fax":true}}     | feature.zoom_fax
                    {"phone_numbers":[{"label":"X"}]} | phone_numbers[].label
                    {"custom_attributes":[{},{},{},{},{},{}]}  | custom_attributes
                    {"license_info_list":[{"license_type":"MEETING","license_option":2}]} \
                    | license_info_list[].subscription_id
                    ["host_key"]                      | .
                    """)
    void refusesAMemberThatIsWrong(String body, String field) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, ZOE, body));

        JsonNode fault = SimulatorClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(fault.get("code").asInt()).isEqualTo(300);
        assertThat(fault.get("message").asText()).isEqualTo("Validation Failed.");
        assertThat(fault.at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(simulator.hostKeyOf(ZOE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"host_key\":",
                "host_key=482093",
                "{\"host_key\":\"482093\"} {}",
                "{\"host_key\":\"482093\",\"host_key\":\"482093\"}",
                "{\"type\":1,\"zoom_one_type\":16}",
                "{\"about_me\":\"see https://example.com\"}",
                "{\"linkedin_url\":\"https://example.com\"}"
            })
    void refusesABodyThatIsWrongAsAWhole(String body) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, ZOE, body));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login_type=2", "encrypted_email=true", "access_token=x"})
    void refusesAQueryThatIsWrong(String query) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, ZOE + "?" + query, KEY));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).at("/errors/0/field").asText())
                .isEqualTo(query.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void refusesAnotherContentType(String type) throws Exception {
        HttpResponse<String> answer =
                client.send(client.patch(token, ZOE, KEY).setHeader("Content-Type", type));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"nobody@example.com", "me", "kdcugim1qgepto8wboqwiq"})
    void knowsNoOtherUsers(String user) throws Exception {
        HttpResponse<String> answer = client.send(client.patch(token, user, KEY));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"code\":1001,\"message\":\"User does not exist: %s.\"}".formatted(user));
    }

    @Test
    void makesAnUnknownEmailAUserWhereToldTo() throws Exception {
        simulator.options(o -> o.toBuilder().autoCreateUsers(true).build());

        HttpResponse<String> answer = client.send(client.patch(token, "new@example.com", KEY));
        HttpResponse<String> byId = client.send(client.patch(token, "AAAAAAAAAAAAAAAAAAAAAA", KEY));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(simulator.hostKeyOf("new@example.com")).contains("482093");
        assertThat(simulator.users().find("new@example.com").orElseThrow().id()).hasSize(22);
        assertThat(byId.statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAPendingUser() throws Exception {
        simulator.users().edit(ZOE, UserFields.none().status(UserState.PENDING));

        assertFault(client.send(client.patch(token, ZOE, KEY)), 400, 1120);
    }

    @Test
    void refusesABasicUserUnlessToldOtherwise() throws Exception {
        simulator.users().edit(ZOE, UserFields.none().type(UserFields.BASIC));

        assertFault(client.send(client.patch(token, ZOE, KEY)), 400, 1109);
        simulator.options(o -> o.toBuilder().paidUsersOnly(false).build());
        assertThat(client.send(client.patch(token, ZOE, KEY)).statusCode()).isEqualTo(204);
    }

    @Test
    void refusesACallerWhoIsNoAdministratorWhenToldTo() throws Exception {
        simulator.options(o -> o.toBuilder().callerIsAdmin(false).build());

        assertFault(client.send(client.patch(token, ZOE, KEY)), 400, 200);
    }

    @Test
    void refusesWeakValuesByListAndByCount() throws Exception {
        simulator.options(o -> o.toBuilder().refusedHostKeys(Set.of("123456")).build());
        simulator.misbehave(Rule.next(1, new Action.RefuseValue()).method("PATCH"));

        HttpResponse<String> next = client.send(client.patch(token, ZOE, KEY));
        HttpResponse<String> listed =
                client.send(client.patch(token, ZOE, "{\"host_key\":\"123456\"}"));
        HttpResponse<String> fine = client.send(client.patch(token, ZOE, KEY));

        assertFault(next, 400, 300);
        assertThat(SimulatorClient.json(next).at("/errors/0/field").asText()).isEqualTo("host_key");
        assertFault(listed, 400, 300);
        assertThat(fine.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"400,4700", "401,4711"})
    void refusesATokenWithoutTheScope(int status, int code) throws Exception {
        simulator.options(o ->
                o.toBuilder()
                        .scopes(Set.of("user:read:user:admin"))
                        .missingScopeStatus(status)
                        .missingScopeCode(code)
                        .build());

        HttpResponse<String> answer = client.send(client.patch(client.token(), ZOE, KEY));

        assertFault(answer, status, code);
        assertThat(SimulatorClient.json(answer).get("message").asText())
                .isEqualTo(
                        "Invalid access token, does not contain scopes:[user:update:user:admin].");
    }

    @Test
    void takesTheClassicScopeToo() throws Exception {
        simulator.options(o -> o.toBuilder().scopes(Set.of("user:write:admin")).build());

        HttpResponse<String> answer = client.send(client.patch(client.token(), ZOE, KEY));

        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer ", "Basic eDp5", "nonsense"})
    void refusesACallWithoutAGoodToken(String authorization) throws Exception {
        HttpRequest.Builder request =
                client.patch(token, ZOE, KEY).setHeader("Authorization", authorization);

        assertFault(client.send(request), 401, 124);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v2/users/zoe@example.com,405",
        "POST,/v2/users/zoe@example.com,405",
        "PATCH,/v2/users,405",
        "PATCH,/v2/user/zoe@example.com,404",
        "PATCH,/users/zoe@example.com,404",
        "PATCH,/v2/users/,404",
        "PATCH,/v2/users/zoe@example.com/,404",
        "GET,/v3/users,404"
    })
    void refusesAnotherMethodOrPath(String method, String path, int status) throws Exception {
        HttpResponse<String> answer =
                client.send(
                        client.request(path)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(KEY)));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static void assertFault(HttpResponse<String> answer, int status, int code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(code);
    }
}
