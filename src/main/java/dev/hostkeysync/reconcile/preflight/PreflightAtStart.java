package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.zoom.ZoomAccount;
import dev.hostkeysync.zoom.auth.Access;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Says at start what is not as it should be. Only credentials that Zoom refuses stop the start: a
/// replica must come up while Zoom is down, slow, or wrong about itself.
@ApplicationScoped
class PreflightAtStart {

    private static final Logger LOG = Logger.getLogger(PreflightAtStart.class);

    /// Longer than Zoom takes for a token, short enough to come up without one.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ZoomAccount zoom;
    private final Preflight preflight;

    PreflightAtStart(ZoomAccount zoom, Preflight preflight) {
        this.zoom = zoom;
        this.preflight = preflight;
    }

    /// Before the loops, which start with the default priority.
    void check(@Observes @Priority(2) StartupEvent event) {
        CompletableFuture<Access> asked = new CompletableFuture<>();
        Thread _ = Thread.ofVirtual().name("preflight").start(() -> ask(asked));
        within(asked)
                .filter(PreflightAtStart::isHopeless)
                .ifPresent(access -> {
                    throw new ConfigurationException(
                            "hostkey-sync does not start: %s\n  %s"
                                    .formatted(
                                            AppFindings.token(access).found(),
                                            AppFindings.token(access).mend()));
                });
    }

    private static boolean isHopeless(Access access) {
        return access instanceof Access.Refused(_, boolean invalidClient) && invalidClient;
    }

    private void ask(CompletableFuture<Access> asked) {
        try {
            Access access = zoom.access();
            asked.complete(access);
            // That was logged, and there is nothing to be found without a token.
            if (!isHopeless(access)) {
                preflight.run(access).findings().forEach(PreflightAtStart::tell);
            }
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
            LOG.warnf(
                    "The preflight check was not completed: %s. GET /api/v1/preflight repeats it",
                    e.getClass().getSimpleName());
            LOG.debug("The preflight check was not completed", e);
        }
    }

    private static Optional<Access> within(CompletableFuture<Access> asked) {
        try {
            return Optional.of(asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static void tell(Finding finding) {
        String text =
                "Preflight, %s: %s %s %s"
                        .formatted(
                                finding.check().wireName(),
                                finding.found(),
                                finding.why(),
                                finding.mend());
        switch (finding.status()) {
            case OK -> LOG.debugf("Preflight, %s: %s", finding.check().wireName(), finding.found());
            case CANNOT_TELL -> LOG.info(text);
            case WARNING, PROBLEM -> LOG.warn(text);
        }
    }
}
