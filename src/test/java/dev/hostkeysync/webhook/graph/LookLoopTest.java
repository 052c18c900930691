package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.testing.Stopping;
import dev.hostkeysync.webhook.Outcome;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookLoopTest {

    private final GraphFixture fixture = new GraphFixture();
    private final LookLoop loop = loop();

    private LookLoop loop() {
        return new LookLoop(
                fixture.jdbi,
                fixture.pending,
                fixture.review(/* adopt */ false),
                new LookBell(),
                fixture.http,
                fixture.config);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void looksAtEverybodyOnTheList() throws InterruptedException {
        IntStream.range(0, LookLoop.AT_ONCE + 3)
                .forEach(i ->
                        fixture.notice(fixture.graph.create("user-" + i + "@example.com"), false));

        assertThat(loop.turn()).isZero();
        assertThat(fixture.onTheList()).hasSize(3);
        assertThat(loop.turn()).isZero();

        assertThat(fixture.onTheList()).isEmpty();
        assertThat(fixture.told).hasSize(LookLoop.AT_ONCE + 3);
        assertThat(loop.turn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksNobodyForAsLongAsGraphSays() throws InterruptedException {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        fixture.graph.throttle(1, 600);

        assertThat(loop.turn()).isEqualTo(Duration.ofMinutes(10));
        fixture.makeDue();
        assertThat(loop.turn()).isGreaterThan(Duration.ofMinutes(9));

        assertThat(fixture.onTheList()).containsExactly(zoe.id());
        // Another replica learns by itself.
        assertThat(loop().turn()).isZero();
        assertThat(fixture.onTheList()).isEmpty();
    }

    @Test
    void waitsAMinuteWhenTheAppIsRefused() throws InterruptedException {
        fixture.notice(fixture.graph.create("zoe@example.com"), false);
        fixture.graph.fail(403, "Authorization_RequestDenied");

        assertThat(loop.turn()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void goesOnWithOthersWhenOneCannotBeRead() throws InterruptedException {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        fixture.graph.fail(500, "InternalServerError");

        assertThat(loop.turn()).isZero();

        assertThat(fixture.onTheList()).containsExactly(zoe.id());
        assertThat(fixture.told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, BadRequest", "403, AccessDenied", "409, Conflict"})
    void goesOnWithOthersWhenOneIsRefused(int status, String code) throws InterruptedException {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        fixture.graph.fail(status, code);

        assertThat(loop.turn()).isZero();

        int attempts =
                fixture.jdbi.withHandle(handle ->
                        handle.select("SELECT attempts FROM graph_pending")
                                .mapTo(Integer.class)
                                .one());
        assertThat(attempts).isOne();
    }

    @Test
    void leavesTheRestToTheNextProcessWhenTheServiceStops() throws InterruptedException {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        loop.start();
        Stopping.intake(loop::stop);

        assertThat(fixture.http.isClosed()).isTrue();
        fixture.notice(zoe, false);
        assertThat(loop.turn()).isZero();
        assertThat(fixture.onTheList()).containsExactly(zoe.id());
        boolean due =
                fixture.jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT due_at <= now() AND leased_until <= now() FROM"
                                                + " graph_pending")
                                .mapTo(Boolean.class)
                                .one());
        assertThat(due).isTrue();
    }

    @Test
    void keepsWhomTheDirectoryCouldNotTake() throws InterruptedException {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        fixture.notice(zoe, false);
        fixture.directory =
                _ -> {
                    throw new IllegalStateException("busy");
                };

        assertThat(loop.turn()).isEqualTo(Duration.ofSeconds(1));
        assertThat(fixture.onTheList()).containsExactly(zoe.id());

        fixture.directory = _ -> Outcome.UNCHANGED;
        fixture.makeDue();
        assertThat(loop.turn()).isZero();
        assertThat(fixture.onTheList()).isEmpty();
    }

    @Test
    void neitherStartsNorStopsWhileItIsOff() throws InterruptedException {
        LookLoop off =
                new LookLoop(
                        fixture.jdbi,
                        fixture.pending,
                        fixture.review(false),
                        new LookBell(),
                        fixture.http,
                        TestGraphConfig.off());

        off.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("graph-looks"));
        // An exception here would keep the other loops from being stopped.
        Stopping.intake(off::stop);
    }
}
