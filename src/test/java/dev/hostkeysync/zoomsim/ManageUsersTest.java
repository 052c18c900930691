package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Creating, (de)activating and removing users.
class ManageUsersTest {

    private static final String ZOE =
            """
            {"action":"ssoCreate","user_info":{"email":"zoe@example.com","type":2,"first_name":"Zoë"}}\
            """;

    private final ZoomSimulator simulator = ZoomSimulator.start(0, SimulatorOptions.defaults());
    private final SimulatorClient client = new SimulatorClient(simulator);
    private String token = "";

    @BeforeEach
    void fetchToken() throws Exception {
        token = client.token();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request = client.request(path).header("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return client.send(
                request.method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static String fault(HttpResponse<String> answer) {
        return answer.statusCode() + "/" + SimulatorClient.json(answer).path("code").asText();
    }

    @Test
    void createsAUserForSingleSignOn() throws Exception {
        HttpResponse<String> answer = call("POST", "/v2/users", ZOE);

        JsonNode user = SimulatorClient.json(answer);
        SimulatedUser stored = simulator.users().find("zoe@example.com").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Light");
        assertThat(user.path("id").asText()).isEqualTo(stored.id());
        assertThat(user.path("type").asInt()).isEqualTo(2);
        assertThat(stored.status()).isEqualTo(UserState.ACTIVE);
        assertThat(stored.firstName()).isEqualTo("Zoë");
        assertThat(stored.hostKey()).isNull();
    }

    @Test
    void invitesAUser() throws Exception {
        assertThat(call("POST", "/v2/users", ZOE.replace("ssoCreate", "create")).statusCode())
                .isEqualTo(201);
        assertThat(simulator.users().find("zoe@example.com").orElseThrow().status())
                .isEqualTo(UserState.PENDING);
    }

    private void expect(UnaryOperator<SimulatorOptionsBuilder> change, String fault)
            throws Exception {
        simulator.options(_ -> change.apply(SimulatorOptions.builder()).build());
        assertThat(fault(call("POST", "/v2/users", ZOE))).isEqualTo(fault);
    }

    @Test
    void refusesWhatTheAccountCannotHave() throws Exception {
        expect(options -> options.ssoEnabled(false), "400/2002");
        expect(options -> options.preProvision(false), "400/2032");
        expect(options -> options.licences(0), "400/2034");
        expect(options -> options.blockedDomains(Set.of("example.com")), "400/1107");
        expect(options -> options.callerIsAdmin(false), "400/200");
        assertThat(simulator.users().count()).isZero();
    }

    @Test
    void refusesAnAddressThatIsTaken() throws Exception {
        simulator.users().add("Zoe@example.com");

        assertThat(fault(call("POST", "/v2/users", ZOE))).isEqualTo("409/1005");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}
                    {"action":"ssoCreate"}
                    {"action":"sso","user_info":{"email":"a@b.c","type":1}}
                    {"action":"ssoCreate","user_info":{"type":1}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c"}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c","type":"1"}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c","type":3}}
                    {"action":"ssoCreate","user_info":{"email":"a.b.c","type":1}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c","type":1,"host_key":"482093"}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c","type":1,"password":"12345678"}}
                    {"action":"autoCreate","user_info":{"email":"a@b.c","type":1}}
                    {"action":"ssoCreate","user_info":{"email":"a@b.c","type":1},"more":1}
                    """)
    void refusesABodyThatIsNotAsDocumented(String body) throws Exception {
        assertThat(fault(call("POST", "/v2/users", body))).isEqualTo("400/300");
    }

    @Test
    void deactivatesAndActivates() throws Exception {
        simulator.users().add("zoe@example.com");

        HttpResponse<String> off =
                call("PUT", "/v2/users/zoe@example.com/status", "{\"action\":\"deactivate\"}");
        SimulatedUser inactive = simulator.users().find("zoe@example.com").orElseThrow();
        HttpResponse<String> on =
                call("PUT", "/v2/users/zoe@example.com/status", "{\"action\":\"activate\"}");
        SimulatedUser active = simulator.users().find("zoe@example.com").orElseThrow();

        assertThat(off.statusCode()).isEqualTo(200);
        assertThat(off.body()).isEmpty();
        assertThat(inactive.status()).isEqualTo(UserState.INACTIVE);
        assertThat(inactive.type()).isEqualTo(UserFields.BASIC);
        assertThat(on.statusCode()).isEqualTo(200);
        assertThat(active.status()).isEqualTo(UserState.ACTIVE);
        assertThat(active.type()).isEqualTo(UserFields.BASIC);
    }

    @Test
    void refusesAStatusThatDoesNotExist() throws Exception {
        simulator.users().add("zoe@example.com");

        assertThat(fault(call("PUT", "/v2/users/zoe@example.com/status", "{\"action\":\"off\"}")))
                .isEqualTo("400/300");
        assertThat(
                        fault(
                                call(
                                        "PUT",
                                        "/v2/users/no@example.com/status",
                                        "{\"action\":\"activate\"}")))
                .isEqualTo("404/1001");
    }

    @Test
    void removesAUserInFavourOfAnHeir() throws Exception {
        simulator.users().add("zoe@example.com");
        simulator.users().add("heir@example.com");

        HttpResponse<String> answer =
                call(
                        "DELETE",
                        "/v2/users/zoe@example.com?action=delete&transfer_email=heir%40example.com&transfer_meeting=true",
                        "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(simulator.users().find("zoe@example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@example.com?action=delete, 404/1001",
        "zoe@example.com?action=remove, 400/300",
        "zoe@example.com?transfer_all=true, 400/300",
        "zoe@example.com?transfer_meeting=yes, 400/300",
        "zoe@example.com?transfer_meeting=true, 400/300",
        "zoe@example.com?transfer_email=zoe@example.com, 400/300",
        "zoe@example.com?transfer_email=nobody@example.com, 400/300",
        "zoe@example.com?transfer_email=basic@example.com, 400/300",
        "pending@example.com?action=delete, 400/1120",
    })
    void refusesARemovalThatIsNotAsDocumented(String target, String fault) throws Exception {
        simulator.users().add("zoe@example.com");
        simulator.users().add(UserFields.ofEmail("basic@example.com").type(UserFields.BASIC));
        simulator.users().add(UserFields.ofEmail("pending@example.com").status(UserState.PENDING));

        assertThat(fault(call("DELETE", "/v2/users/" + target, ""))).isEqualTo(fault);
        assertThat(simulator.users().count()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST   | /v2/users                        | user:write:user:admin
                    PUT    | /v2/users/zoe@example.com/status | user:update:status:admin
                    DELETE | /v2/users/zoe@example.com        | user:delete:user:admin
                    """)
    void refusesATokenWithoutTheScope(String method, String path, String scope) throws Exception {
        simulator.options(o -> o.toBuilder().scopes(Set.of("user:read:user:admin")).build());
        token = client.token();

        HttpResponse<String> answer = call(method, path, "");

        assertThat(fault(answer)).isEqualTo("400/4700");
        assertThat(SimulatorClient.json(answer).path("message").asText()).contains(scope);
    }

    @ParameterizedTest
    @CsvSource({"1000, 400", "1117, 400", "2035, 400", "4130, 404", "11321, 400"})
    void answersWhatARuleSays(int code, int status) throws Exception {
        simulator.misbehave(Rule.next(1, Action.Status.ofZoomCode(code)).method("POST"));

        assertThat(fault(call("POST", "/v2/users", ZOE))).isEqualTo(status + "/" + code);
    }
}
