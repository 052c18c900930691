package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {

    private static final String RIGHT_FORM =
            "grant_type=account_credentials&account_id=sim-account";

    private final SteppedClock clock = new SteppedClock();
    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.defaults(), clock);
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void grantsATokenForTheRightCredentials() throws Exception {
        HttpResponse<String> answer = client.send(client.tokenRequest(RIGHT_FORM));

        JsonNode body = SimulatorClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.get("token_type").asText()).isEqualTo("bearer");
        assertThat(body.get("expires_in").asInt()).isEqualTo(3600);
        assertThat(body.get("scope").asText())
                .isEqualTo(
                        "account:read:settings:admin account:update:settings:admin"
                                + " meeting:write:meeting:admin"
                                + " user:delete:user:admin user:read:list_assistants:admin"
                                + " user:read:list_users:admin user:read:user:admin"
                                + " user:update:status:admin user:update:user:admin"
                                + " user:write:assistant:admin user:write:user:admin");
        assertThat(body.get("api_url").asText()).isEqualTo(simulator.apiUrl().toString());
        assertThat(body.get("access_token").asText()).hasSize(64);
    }

    @Test
    void takesTheParametersFromTheQueryToo() throws Exception {
        HttpResponse<String> answer =
                client.send(
                        client.tokenRequest("")
                                .uri(simulator.oauthUrl().resolve("/oauth/token?" + RIGHT_FORM)));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    grant_type=account_credentials&account_id=other         | invalid_request
                    grant_type=account_credentials                          | invalid_request
                    grant_type=client_credentials&account_id=sim-account    | unsupported_grant_type
                    account_id=sim-account                                  | unsupported_grant_type
                    grant_type=account_credentials&account_id=sim-account&x=1 | invalid_request
                    grant_type=account_credentials&account_id=a&account_id=a  | invalid_request
                    grant_type=%zz                                          | invalid_request
                    """)
    void refusesAnotherForm(String form, String error) throws Exception {
        HttpResponse<String> answer = client.send(client.tokenRequest(form));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).get("error").asText()).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"400", "401"})
    void refusesWrongCredentialsWithTheStatusToldTo(int status) throws Exception {
        simulator.options(o -> o.toBuilder().invalidClientStatus(status).build());

        HttpResponse<String> answer =
                client.send(
                        client.tokenRequest(RIGHT_FORM)
                                .setHeader("Authorization", "Basic c2ltLWNsaWVudDp3cm9uZw=="));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .isEqualTo(
                        """
                        {"reason":"Invalid client_id or client_secret","error":"invalid_client"}\
                        """);
    }

    @Test
    void refusesAnotherMethodAndAnotherContentType() throws Exception {
        HttpResponse<String> get = client.send(client.tokenRequest(RIGHT_FORM).GET());
        HttpResponse<String> json =
                client.send(
                        client.tokenRequest(RIGHT_FORM)
                                .setHeader("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).contains("POST");
        assertThat(json.statusCode()).isEqualTo(400);
    }

    @Test
    void keepsSeveralTokensGoodAtOnce() throws Exception {
        String first = client.token();
        String second = client.token();

        assertThat(client.get(first, "/v2/users").statusCode()).isEqualTo(200);
        assertThat(client.get(second, "/v2/users").statusCode()).isEqualTo(200);
        assertThat(simulator.stats().tokensIssued()).isEqualTo(2);
    }

    @Test
    void endsATokenWhenItsTimeIsUp() throws Exception {
        String token = client.token();

        clock.step(Duration.ofSeconds(3599));
        HttpResponse<String> before = client.get(token, "/v2/users");
        clock.step(Duration.ofSeconds(1));
        HttpResponse<String> after = client.get(token, "/v2/users");

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(401);
        assertThat(after.body())
                .isEqualTo(
                        """
                        {"code":124,"message":"Access token is expired."}\
                        """);
    }

    @Test
    void endsAllTokensWhenTold() throws Exception {
        String token = client.token();

        simulator.invalidateTokens();
        HttpResponse<String> answer = client.get(token, "/v2/users");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(124);
    }
}
