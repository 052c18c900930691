package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SampleTest {

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void isTakenOncePerSecond() {
        Sample<Integer> sample = new Sample<>(0, readings::incrementAndGet, () -> now);

        assertThat(sample.get()).isEqualTo(1);
        now = now.plusMillis(999);
        assertThat(sample.get()).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(sample.get()).isEqualTo(2);
    }

    @Test
    void keepsTheLastReadingWhileTheDatabaseIsAway() {
        Sample<Integer> sample =
                new Sample<>(
                        7,
                        () -> {
                            throw new IllegalStateException(new SQLException("away", "08006"));
                        },
                        () -> now);

        assertThat(sample.get()).isEqualTo(7);
    }

    @Test
    void hidesNoOtherFault() {
        Sample<Integer> sample =
                new Sample<>(
                        7,
                        () -> {
                            throw new IllegalStateException("a fault of ours");
                        },
                        () -> now);

        assertThatThrownBy(sample::get).hasMessage("a fault of ours");
    }
}
