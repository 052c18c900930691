package dev.hostkeysync.directory;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/// Puts `HOSTKEY_ELIGIBLE_GROUPS` in force at start, and settles the users behind the running
/// service: a million of them must not hold up its start.
@ApplicationScoped
class SettlementLoop {

    private static final Logger LOG = Logger.getLogger(SettlementLoop.class);
    private static final int BATCH = 1000;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    /// For those who wait to change a group meanwhile.
    private static final Duration BREATH = Duration.ofMillis(50);

    private final Settlement settlement;
    private final Set<String> groups;
    private final Loop loop;

    SettlementLoop(Settlement settlement, EligibilityConfig config) {
        this.settlement = settlement;
        this.groups = Policy.parse(config.eligibleGroups().orElse(""));
        this.loop =
                new Loop(
                        LOG,
                        "settlement",
                        "Cannot switch users on and off for HOSTKEY_ELIGIBLE_GROUPS: %s. It is tried every second;"
                                + " check PostgreSQL at DATABASE_URL",
                        AFTER_A_FAILURE,
                        this::turn);
    }

    /// Before the first request: it must meet the policy.
    void start(@Observes @Priority(2) StartupEvent event) {
        if (settlement.begin(groups)) {
            LOG.warn(
                    groups.isEmpty()
                            ? "HOSTKEY_ELIGIBLE_GROUPS is another than before: every user may hold a key now. Those who"
                                    + " could not are switched on"
                            : "HOSTKEY_ELIGIBLE_GROUPS is another than before: users are switched on and off as they"
                                    + " are members or not");
            loop.start();
        }
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    private Duration turn() {
        if (!settlement.next(BATCH)) {
            loop.end();
        }
        return BREATH;
    }
}
