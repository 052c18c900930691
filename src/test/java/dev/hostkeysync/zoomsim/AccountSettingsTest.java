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

class AccountSettingsTest {

    private static final String ME = "/v2/accounts/me/settings";

    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.builder().adminChangeUserInfo(false).build());
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

    private void set(UnaryOperator<SimulatorOptionsBuilder> change) {
        simulator.options(now -> change.apply(now.toBuilder()).build());
    }

    private HttpResponse<String> patch(String body) throws Exception {
        return client.send(
                client.request(ME)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static String fault(HttpResponse<String> answer) {
        return answer.statusCode() + "/" + SimulatorClient.json(answer).path("code").asText();
    }

    @Test
    void showsWhoMayChangeWhat() throws Exception {
        set(o -> o.adminChangeUserInfo(true).adminOnlyInfo(Set.of("name", "host_key")));

        HttpResponse<String> answer = client.get(token, ME);

        JsonNode security = SimulatorClient.json(answer).path("security");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Medium");
        assertThat(security.path("admin_change_user_info").asBoolean()).isTrue();
        assertThat(security.path("user_modifiable_info_by_admin").toString())
                .isEqualTo("[\"host_key\",\"name\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "ALWAYS, true, true",
        "WITH_OPTION, false, true",
        "WITHOUT_OPTION, true, false",
        "NEVER, false, false",
    })
    void showsSecurityWhenTold(SecurityShown shown, boolean without, boolean with)
            throws Exception {
        set(o -> o.securityShown(shown));

        assertThat(SimulatorClient.json(client.get(token, ME)).has("security")).isEqualTo(without);
        assertThat(SimulatorClient.json(client.get(token, ME + "?option=security")).has("security"))
                .isEqualTo(with);
    }

    @Test
    void changesOnlyWhatIsSent() throws Exception {
        assertThat(patch("{\"security\":{\"admin_change_user_info\":true}}").statusCode())
                .isEqualTo(204);

        assertThat(simulator.options().adminChangeUserInfo()).isTrue();
        assertThat(simulator.options().adminOnlyInfo()).containsExactly("host_key");
    }

    @Test
    void forgetsAChangeWhenTold() throws Exception {
        set(o -> o.settingsStick(false));

        assertThat(patch("{\"security\":{\"admin_change_user_info\":true}}").statusCode())
                .isEqualTo(204);

        assertThat(simulator.options().adminChangeUserInfo()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}
                    {"in_meeting":{"chat":true}}
                    {"security":{"admin_change_user_info":"true"}}
                    {"security":{"user_modifiable_info_by_admin":"host_key"}}
                    {"security":{"user_modifiable_info_by_admin":["hostkey"]}}
                    {"security":{"admin_change_host_key":true}}
                    """)
    void refusesABodyThatIsNotAsDocumented(String body) throws Exception {
        assertThat(fault(patch(body))).isEqualTo("400/300");
    }

    @Test
    void refusesFreeAccounts() throws Exception {
        set(o -> o.paidAccount(false));

        assertThat(fault(client.get(token, ME))).isEqualTo("200/200");
        assertThat(fault(patch("{\"security\":{\"admin_change_user_info\":true}}")))
                .isEqualTo("400/200");
    }

    @Test
    void knowsOneAccountOnly() throws Exception {
        assertThat(client.get(token, "/v2/accounts/sim-account/settings").statusCode())
                .isEqualTo(200);
        assertThat(fault(client.get(token, "/v2/accounts/other/settings"))).isEqualTo("404/2001");
        assertThat(fault(client.get(token, ME + "?option=host_key"))).isEqualTo("400/300");
    }

    @Test
    void refusesATokenWithoutTheScope() throws Exception {
        set(o -> o.scopes(Set.of("account:read:settings:admin")));
        token = client.token();

        assertThat(client.get(token, ME).statusCode()).isEqualTo(200);
        assertThat(fault(patch("{\"security\":{\"admin_change_user_info\":true}}")))
                .isEqualTo("400/4700");
    }

    @Test
    void namesItsLimitsWhenTold() throws Exception {
        assertThat(client.get(token, ME).headers().firstValue("x-ratelimit-limit")).isEmpty();

        set(o -> o.limitHeaders(true));

        HttpResponse<String> answer = client.get(token, ME);
        assertThat(answer.headers().firstValue("x-ratelimit-limit")).contains("20");
        assertThat(answer.headers().firstValue("x-ratelimit-type")).contains("QPS");
    }
}
