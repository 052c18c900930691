package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.zoomsim.Action;
import dev.hostkeysync.zoomsim.Rule;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// SIGKILL at moments that nobody chose, while users are made and changed.
class KillIT {

    private static final int KILLS = 10;
    private static final long SEED = 20_261_122;

    @Test
    void losesNothingThroughTenKillsAtRandomMoments() {
        try (Installation installation = Installation.of("kill")) {
            installation
                    .zoom()
                    .misbehave(Rule.always(new Action.DelayRange(0, 60)).method("PATCH"));
            ServiceProcess service = installation.start();
            Random random = new Random(SEED);

            Burst burst = new Burst(installation, installation.client(service), 6, 10, SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1500)).toNanos());
                service.kill();
                service.restart();
            }
            burst.end();

            assertThat(burst.employees()).hasSize(60);
            burst.assertNothingLost();
        }
    }
}
