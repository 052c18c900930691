package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadUsersTest {

    private final SteppedClock clock = new SteppedClock();
    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.defaults(), clock);
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

    @Test
    void showsOneUserWithoutTheHostKey() throws Exception {
        simulator
                .users()
                .add(
                        UserFields.ofEmail("zoe@example.com")
                                .id("KDcuGIm1QgePTO8WbOqwIQ")
                                .names("Zoë", "Müller")
                                .hostKey("482093"));

        HttpResponse<String> answer = client.get(token, "/v2/users/zoe@example.com");

        JsonNode user = SimulatorClient.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Light");
        assertThat(user.get("id").asText()).isEqualTo("KDcuGIm1QgePTO8WbOqwIQ");
        assertThat(user.get("email").asText()).isEqualTo("zoe@example.com");
        assertThat(user.get("display_name").asText()).isEqualTo("Zoë Müller");
        assertThat(user.get("type").asInt()).isEqualTo(2);
        assertThat(user.get("status").asText()).isEqualTo("active");
        assertThat(user.get("created_at").asText()).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(user.has("host_key")).isFalse();
    }

    @Test
    void knowsNoUserWhoIsNotThere() throws Exception {
        HttpResponse<String> answer = client.get(token, "/v2/users/nobody@example.com");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(1001);
    }

    @Test
    void leaksTheHostKeyEverywhereWhenToldTo() throws Exception {
        simulator.users().add(UserFields.ofEmail("zoe@example.com").hostKey("482093"));
        simulator.options(o -> o.toBuilder().leakHostKey(true).build());

        HttpResponse<String> one = client.get(token, "/v2/users/zoe@example.com");
        HttpResponse<String> all = client.get(token, "/v2/users");

        assertThat(SimulatorClient.json(one).get("host_key").asText()).isEqualTo("482093");
        assertThat(SimulatorClient.json(all).at("/users/0/host_key").asText()).isEqualTo("482093");
    }

    @Test
    void listsUsersPageByPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            simulator.users().add("user" + i + "@example.com");
        }
        simulator.users().add(UserFields.ofEmail("off@example.com").status(UserState.INACTIVE));

        List<String> emails = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "";
        do {
            HttpResponse<String> answer =
                    client.get(token, "/v2/users?page_size=2&next_page_token=" + next);
            JsonNode page = SimulatorClient.json(answer);
            assertThat(page.get("total_records").asInt()).isEqualTo(5);
            assertThat(page.get("page_count").asInt()).isEqualTo(3);
            page.get("users").forEach(user -> emails.add(user.get("email").asText()));
            sizes.add(page.get("users").size());
            next = page.get("next_page_token").asText();
        } while (!next.isEmpty());

        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(emails)
                .containsExactly(
                        "user0@example.com",
                        "user1@example.com",
                        "user2@example.com",
                        "user3@example.com",
                        "user4@example.com");
    }

    @Test
    void listsPendingUsersWithoutAnId() throws Exception {
        simulator.users().add(UserFields.ofEmail("new@example.com").status(UserState.PENDING));

        HttpResponse<String> answer = client.get(token, "/v2/users?status=pending");

        JsonNode user = SimulatorClient.json(answer).at("/users/0");
        assertThat(answer.headers().firstValue("x-ratelimit-category")).contains("Medium");
        assertThat(user.get("email").asText()).isEqualTo("new@example.com");
        assertThat(user.has("id")).isFalse();
    }

    @Test
    void endsAPageTokenAfterAQuarterOfAnHour() throws Exception {
        simulator.users().add("a@example.com");
        simulator.users().add("b@example.com");
        HttpResponse<String> first = client.get(token, "/v2/users?page_size=1");
        String next = SimulatorClient.json(first).get("next_page_token").asText();
        String second = "/v2/users?page_size=1&next_page_token=" + next;

        clock.step(Duration.ofMinutes(15).minusMillis(1));
        HttpResponse<String> inTime = client.get(token, second);
        clock.step(Duration.ofMillis(1));
        HttpResponse<String> late = client.get(token, second);

        assertThat(SimulatorClient.json(inTime).at("/users/0/email").asText())
                .isEqualTo("b@example.com");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(late).get("code").asInt()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page_size=0",
                "page_size=2001",
                "status=deleted",
                "include_fields=email",
                "page_number=2",
                "next_page_token=nonsense"
            })
    void refusesAQueryThatIsWrong(String query) throws Exception {
        HttpResponse<String> answer = client.get(token, "/v2/users?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer).get("code").asInt()).isEqualTo(300);
    }
}
