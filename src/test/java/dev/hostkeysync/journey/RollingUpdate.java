package dev.hostkeysync.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.stack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Two replicas of an old version, updated to this one and rolled back again under load, one after
/// the other. `script/rolling-update` builds the old one and runs it.
class RollingUpdate {

    private static final Path NEW = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final long SEED = 20_261_122;

    @Test
    void losesNothingOnTheWayUpAndBack() {
        Path old = Path.of(System.getProperty("hostkeysync.old.jar"));
        try (Installation installation =
                Installation.of("update")
                        .with("HOSTKEY_LENGTH", "10")
                        // For versions from before it was their own setting.
                        .with("QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS", "*:future")) {
            ServiceProcess one = installation.start(old);
            ServiceProcess two = installation.start(old);
            ServiceProcess surge = installation.start(old);
            end(surge);
            Client client = installation.client(one, two, surge);
            Burst burst = new Burst(installation, client, 4, 10, SEED);
            run();

            // As a Deployment with maxSurge 1 and maxUnavailable 0: one more is ready first.
            surge.restartAs(NEW);
            run();
            replace(one, NEW);
            replace(two, NEW);
            end(surge);
            run();
            surge.restartAs(old);
            run();
            replace(one, old);
            replace(two, old);
            end(surge);
            run();
            burst.end();

            burst.assertNothingLost();
            burst.assertAnnouncedWithoutGap();
            assertThat(client.repliesWithoutKey())
                    .extracting(Reply::status)
                    .containsOnly(0, 200, 201, 503);
            // Two of the three are there all the time: whom one sends away, the next answers.
            assertThat(burst.mostRepetitions()).isLessThanOrEqualTo(2);
            end(one);
            end(two);
        }
    }

    private static void replace(ServiceProcess replica, Path version) {
        end(replica);
        replica.restartAs(version);
        run();
    }

    /// Of either version nothing of ours was amiss since it was started.
    private static void end(ServiceProcess replica) {
        replica.terminate();

        assertThat(replica.awaitExit(Duration.ZERO)).isEqualTo(143);
        assertThat(replica.output().lines())
                .noneMatch(line -> line.matches(".* (WARN|ERROR) +\\[d\\.h\\..*"));
    }

    /// Versions work side by side for a while.
    private static void run() {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
    }
}
