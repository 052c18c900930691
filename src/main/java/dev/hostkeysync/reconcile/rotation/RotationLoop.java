package dev.hostkeysync.reconcile.rotation;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Looks at the ages of the keys every minute, and every two seconds while many are due.
@Startup
@ApplicationScoped
class RotationLoop {

    private static final Logger LOG = Logger.getLogger(RotationLoop.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration MORE = Duration.ofSeconds(2);

    private final AgeRotation rotation;
    private final Loop loop;

    RotationLoop(AgeRotation rotation) {
        this.rotation = rotation;
        this.loop =
                new Loop(
                        LOG,
                        "max-age",
                        "Cannot look for keys that are older than HOSTKEY_MAX_AGE: %s. It is tried"
                                + " every minute; check PostgreSQL at DATABASE_URL",
                        LOOK,
                        this::turn);
    }

    @PostConstruct
    void start() {
        if (rotation.isOn()) {
            loop.start();
        }
    }

    void stop(@Observes DrainStage.Intake stage) {
        stage.end(loop);
    }

    private Duration turn() {
        return rotation.turn() ? MORE : LOOK;
    }
}
