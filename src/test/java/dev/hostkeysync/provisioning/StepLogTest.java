package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepLogTest {

    private static final Logger LOG = Logger.getLogger(StepLog.CATEGORY);

    private final Level before = LOG.getLevel();

    @BeforeEach
    void turnOn() {
        LOG.setLevel(Level.INFO);
    }

    @AfterEach
    void turnBack() {
        LOG.setLevel(before);
    }

    @Test
    void tellsTheStepsOfAKeyWithTheUserAndWithoutDigits() {
        Journey journey = new Journey();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            UserId zoe = journey.create("zoe@example.com");
            journey.answer(new ZoomOutcome.Done());
            int _ = journey.turn();

            List<String> steps =
                    logs.text().lines().filter(line -> line.contains("User " + zoe)).toList();
            assertThat(steps)
                    .containsExactly(
                            "INFO User %s: a new host key is on its way to Zoom (user-created) null"
                                    .formatted(zoe),
                            "INFO User %s: host key version 1 is in force at Zoom (issued, user-created), 0 ms after it was asked for null"
                                    .formatted(zoe));
        }
    }
}
