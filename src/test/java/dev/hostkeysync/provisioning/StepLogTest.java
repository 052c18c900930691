package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each step of a user's key is one line, with the user beside it and without digits.
class StepLogTest {

    private static final Logger LOG = Logger.getLogger(StepLog.CATEGORY);
    private static final Lane BEHIND = Lane.bulk(0.5);

    private final Level before = LOG.getLevel();
    private final Lines lines = new Lines();
    private final Journey journey = new Journey();

    @BeforeEach
    void turnOn() {
        LOG.setLevel(Level.INFO);
        LOG.addHandler(lines);
    }

    @AfterEach
    void turnBack() {
        LOG.removeHandler(lines);
        LOG.setLevel(before);
    }

    @Test
    void tellsThatAKeyIsOnItsWayAndInForce() {
        steps(
                zoe -> turn(),
                "a new host key is on its way to Zoom (user-created)",
                "host key version 1 is in force at Zoom (issued, user-created), 0 ms after it was asked for");
    }

    @Test
    void tellsOnceOfAUserWhoWaits() {
        steps(
                zoe -> {
                    journey.answer(new ZoomOutcome.NotThereYet("404, code 1001"));
                    turn();
                    journey.answer(new ZoomOutcome.NotThereYet("404, code 1001"));
                    turn();
                },
                "a new host key is on its way to Zoom (user-created)",
                "the host key has to wait: 404, code 1001");
    }

    @Test
    void tellsOnceOfAKeyInDoubt() {
        steps(
                zoe -> {
                    journey.answer(
                            new ZoomOutcome.Unknown("time-out"),
                            new ZoomOutcome.Unknown("time-out"));
                    turn();
                    turn();
                },
                "a new host key is on its way to Zoom (user-created)",
                "Zoom may hold the new host key or not: time-out");
    }

    @Test
    void tellsOfEachKeyThatZoomRefusesAndThatWeGiveUp() {
        steps(
                zoe -> {
                    for (int i = 0; i < 3; i++) {
                        journey.answer(new ZoomOutcome.RefusedValue("400, code 300"));
                        turn();
                    }
                },
                "a new host key is on its way to Zoom (user-created)",
                "a new host key is on its way to Zoom (user-created)",
                "a new host key is on its way to Zoom (user-created)",
                "a new host key is on its way to Zoom (user-created)",
                "no host key could be set: 400, code 300");
    }

    @Test
    void tellsThatAKeyIsGoneWithItsUser() {
        steps(
                zoe -> {
                    turn();
                    journey.change(new UserChange.Remove(zoe, OptionalLong.empty()));
                    journey.answer(new ZoomOutcome.NotThereYet("404, code 1001"));
                    turn();
                },
                "a new host key is on its way to Zoom (user-created)",
                "host key version 1 is in force at Zoom (issued, user-created), 0 ms after it was asked for",
                "a new host key is on its way to Zoom (user-removed)",
                "host key version 1 is revoked (user-removed)");
    }

    @Test
    void tellsOfKeysThatNoProviderAskedFor() {
        steps(
                zoe -> {
                    turn();
                    mark(zoe, Order.ROTATE, "age");
                    turn();
                    mark(zoe, Order.REVOKE, "operator");
                },
                "a new host key is on its way to Zoom (user-created)",
                "host key version 1 is in force at Zoom (issued, user-created), 0 ms after it was asked for",
                "a new host key is on its way to Zoom (age)",
                "host key version 2 is in force at Zoom (rotated, age), 0 ms after it was asked for",
                "a new host key is on its way to Zoom (operator)");
    }

    private void mark(UserId user, Order order, String cause) {
        var _ =
                journey.jdbi.inTransaction(
                        tx -> journey.marks.mark(tx, List.of(user), order, cause, BEHIND));
    }

    private void turn() {
        journey.makeEverybodyDue();
        int _ = journey.turn();
    }

    private void steps(Consumer<UserId> story, String... told) {
        UserId zoe = journey.create("zoe@example.com");
        story.accept(zoe);

        assertThat(lines.all)
                .containsExactlyElementsOf(
                        Stream.of(told)
                                .map(line -> "%s | User %s: %s".formatted(zoe, zoe, line))
                                .toList());
    }

    /// `mdc.userId` and the message of each.
    private static final class Lines extends Handler {

        private final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            all.add(MDC.get("userId") + " | " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
