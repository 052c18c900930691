package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the simulated Zoom says about meetings and assistants.
class MeetingsTest {

    private static final String BOARD = "\"topic\":\"Board\",\"schedule_for\":\"ceo@example.com\"";

    private final ZoomSimulator zoom =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build());
    private final SimulatorClient simulator = new SimulatorClient(zoom);

    @BeforeEach
    void addUsers() {
        zoom.users().add(UserFields.ofEmail("pa@example.com").id("pa"));
        zoom.users().add(UserFields.ofEmail("ceo@example.com").id("ceo"));
        zoom.users().add(UserFields.ofEmail("gone@example.com").status(UserState.INACTIVE));
        zoom.users().add(UserFields.ofEmail("basic@example.com").type(1));
        zoom.users().add(UserFields.ofEmail("none@example.com").type(4));
        zoom.meetings().addAssistant("gone", "pa");
    }

    @AfterEach
    void close() {
        zoom.close();
    }

    private record Reply(int status, JsonNode json, HttpHeaders headers) {

        int code() {
            return json.path("code").asInt();
        }
    }

    private Reply meeting(String members) throws Exception {
        return post("/v2/users/pa@example.com/meetings", "{" + members + "}");
    }

    private Reply post(String path, String body) throws Exception {
        return reply(
                simulator.send(
                        simulator
                                .request(path)
                                .header("Authorization", "Bearer " + simulator.token())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))));
    }

    private static Reply reply(HttpResponse<String> answer) {
        return new Reply(answer.statusCode(), SimulatorClient.json(answer), answer.headers());
    }

    @Test
    void letsAssistantsScheduleAndNobodyElse() throws Exception {
        var without = meeting(BOARD);
        var granted = post("/v2/users/ceo/assistants", "{\"assistants\":[{\"id\":\"pa\"}]}");
        var with = meeting(BOARD);

        assertThat(without.status()).isEqualTo(400);
        assertThat(without.code()).isEqualTo(3000);
        assertThat(granted.status()).isEqualTo(201);
        assertThat(with.status()).isEqualTo(201);
        assertThat(with.json().path("host_email").asText()).isEqualTo("ceo@example.com");
        assertThat(with.json().path("assistant_id").asText()).isEqualTo("pa");
        assertThat(with.json().path("start_url").asText()).contains("?zak=");
        assertThat(with.json().path("h323_password").asText())
                .isEqualTo(with.json().path("password").asText())
                .matches("[0-9]{6}");
        assertThat(
                        reply(simulator.get(simulator.token(), "/v2/users/ceo/assistants"))
                                .json()
                                .at("/assistants/0/email")
                                .asText())
                .isEqualTo("pa@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    `topic`:`Board`,`schedule_for`:`nobody@example.com` | 400 | 300
                    `topic`:`Board`,`schedule_for`:`gone@example.com`   | 400 | 300
                    `type`:1,`schedule_for`:`ceo@example.com`           | 400 | 3000
                    `type`:7                                            | 400 | 300
                    `type`:`2`                                          | 400 | 300
                    `duration`:0                                        | 400 | 300
                    `duration`:1441                                     | 400 | 300
                    `password`:`aB3!x`                                  | 400 | 300
                    `password`:`12345678901`                            | 400 | 300
                    `start_time`:`tomorrow`                             | 400 | 300
                    `settings`:{`waiting_room`:`yes`}                   | 400 | 300
                    `settings`:{`wating_room`:true}                     | 400 | 300
                    `scheduleFor`:`ceo@example.com`                     | 400 | 300
                    """)
    void refusesWhatZoomRefuses(String members, int status, int code) throws Exception {
        var reply = meeting(members.replace('`', '"'));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ceo    | {`email`:`nobody@example.com`}         | 400 | 200
                    ceo    | {`email`:`basic@example.com`}          | 400 | 200
                    ceo    | {`id`:`ceo`}                           | 400 | 200
                    ceo    | {`id`:`pa`,`email`:`pa@example.com`}   | 400 | 300
                    ceo    | {`mail`:`pa@example.com`}              | 400 | 300
                    basic@example.com | {`id`:`pa`}                 | 400 | 200
                    nobody@example.com | {`id`:`pa`}                | 404 | 1001
                    """)
    void refusesAssistantsAsZoomDoes(String host, String assistant, int status, int code)
            throws Exception {
        var reply =
                post(
                        "/v2/users/" + host + "/assistants",
                        "{\"assistants\":[" + assistant.replace('`', '"') + "]}");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void knowsWhoMayHost() throws Exception {
        assertThat(post("/v2/users/none@example.com/meetings", "{\"type\":2}").code())
                .isEqualTo(3161);
        assertThat(post("/v2/users/gone@example.com/meetings", "{\"type\":2}").status())
                .isEqualTo(404);
        assertThat(post("/v2/users/basic@example.com/meetings", "{\"type\":2}").status())
                .isEqualTo(201);
    }

    @Test
    void countsADayByHost() throws Exception {
        zoom.options(o -> o.toBuilder().meetingsPerHostPerDay(1).build());
        zoom.meetings().addAssistant("ceo", "pa");

        assertThat(meeting(BOARD).status()).isEqualTo(201);
        var second = meeting(BOARD);
        assertThat(meeting("\"topic\":\"Mine\"").status()).isEqualTo(201);

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.json().path("message").asText())
                .contains("daily rate limit (1)", "particular user");
        assertThat(second.headers().firstValue("x-ratelimit-type")).isEmpty();
        assertThat(zoom.meetings().all()).hasSize(2);
    }

    @Test
    void makesPasscodesWithLettersWhereTheAccountAllowsThem() throws Exception {
        zoom.options(o -> o.toBuilder().numericPasscodes(false).build());

        var drawn = meeting("\"topic\":\"x\"").json();
        var given = meeting("\"password\":\"aB3!x\"").json();
        var none = meeting("\"default_password\":false").json();

        assertThat(drawn.path("password").asText()).matches("aB[0-9]+");
        assertThat(drawn.path("h323_password").asText()).matches("[0-9]{6}");
        assertThat(given.path("password").asText()).isEqualTo("aB3!x");
        assertThat(given.path("h323_password").asText()).matches("[0-9]{6}");
        assertThat(none.has("h323_password")).isFalse();
    }

    @Test
    void asksForTheScopes() throws Exception {
        zoom.options(o -> o.toBuilder().scopes(Set.of("user:update:user:admin")).build());

        assertThat(meeting(BOARD).code()).isEqualTo(4700);
        assertThat(
                        post("/v2/users/ceo/assistants", "{\"assistants\":[{\"id\":\"pa\"}]}")
                                .json()
                                .path("message")
                                .asText())
                .contains("user:write:assistant:admin");
    }
}
