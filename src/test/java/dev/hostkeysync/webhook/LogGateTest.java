package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogGateTest {

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final LogGate gate = new LogGate(clock);

    @Test
    void opensOnceAMinute() {
        assertThat(gate.opens()).isTrue();
        assertThat(gate.opens()).isFalse();
        clock.pass(Duration.ofMillis(59_999));
        assertThat(gate.opens()).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(gate.opens()).isTrue();
        assertThat(gate.opens()).isFalse();
    }
}
