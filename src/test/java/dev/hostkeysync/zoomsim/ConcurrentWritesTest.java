package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcurrentWritesTest {

    private static final String ZOE = "zoe@example.com";
    private static final String KEY = "{\"host_key\":\"482093\"}";

    private final ZoomSimulator simulator =
            ZoomSimulator.start(0, SimulatorOptions.builder().plan(Plan.UNLIMITED).build());
    private final SimulatorClient client = new SimulatorClient(simulator);
    private String token = "";

    @BeforeEach
    void addUsers() throws Exception {
        simulator.users().add(UserFields.ofEmail(ZOE).id("KDcuGIm1QgePTO8WbOqwIQ"));
        simulator.users().add("max@example.com");
        token = client.token();
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void refusesTheSecondOfTwoWritesAtOnceOnOneUser() throws Exception {
        CompletableFuture<HttpResponse<String>> first = patchThatTakesLong();

        HttpResponse<String> second =
                client.send(client.patch(token, "KDcuGIm1QgePTO8WbOqwIQ", KEY));
        HttpResponse<String> other = client.send(client.patch(token, "max@example.com", KEY));

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.body())
                .isEqualTo(
                        """
                        {"code":429,"message":"Too many concurrent requests: one for this user is \
                        still being served."}\
                        """);
        assertThat(other.statusCode()).isEqualTo(204);
        assertThat(first).isNotDone();
        assertThat(simulator.stats().maxWritesAtOncePerUser()).isEqualTo(2);
    }

    @Test
    void letsBothThroughWhereToldTo() throws Exception {
        simulator.options(o -> o.toBuilder().lockUsers(false).build());
        CompletableFuture<HttpResponse<String>> first = patchThatTakesLong();

        HttpResponse<String> second = client.send(client.patch(token, ZOE, KEY));

        assertThat(second.statusCode()).isEqualTo(204);
        assertThat(first).isNotDone();
        assertThat(simulator.stats().maxWritesAtOncePerUser()).isEqualTo(2);
    }

    @Test
    void neverRefusesWhoWaitsForTheAnswer() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(client.send(client.patch(token, ZOE, KEY)).statusCode()).isEqualTo(204);
        }

        assertThat(simulator.stats().maxWritesAtOncePerUser()).isEqualTo(1);
    }

    @Test
    void letsReadsBy() throws Exception {
        CompletableFuture<HttpResponse<String>> first = patchThatTakesLong();

        HttpResponse<String> read = client.get(token, "/v2/users/" + ZOE);

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(first).isNotDone();
        assertThat(simulator.stats().maxWritesAtOncePerUser()).isEqualTo(1);
    }

    // Ends with the simulator.
    private CompletableFuture<HttpResponse<String>> patchThatTakesLong() {
        simulator.misbehave(Rule.next(1, new Action.Delay(60_000)).method("PATCH"));
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(client.patch(token, ZOE, KEY));
        await("the delay is taken")
                .pollInterval(Duration.ofMillis(2))
                .until(() -> simulator.rules().isEmpty());
        return answer;
    }
}
