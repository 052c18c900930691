package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.directory.ProfileNewsConfig;
import dev.hostkeysync.outbox.TopicFaults;
import dev.hostkeysync.zoom.HostKeyLock;
import dev.hostkeysync.zoom.ZoomAccount;
import dev.hostkeysync.zoom.ZoomConfig;
import dev.hostkeysync.zoom.ZoomSightings;
import dev.hostkeysync.zoom.auth.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks at everything once. It changes nothing, and costs Zoom a token and one call or two.
@ApplicationScoped
public class Preflight {

    private final ZoomAccount zoom;
    private final ZoomSightings sightings;
    private final WebhookMemory webhooks;
    private final ZoomConfig config;
    private final ProfileNewsConfig news;
    private final TopicFaults topics;
    private final InstantSource clock;
    private volatile Optional<PreflightReport> last = Optional.empty();

    Preflight(
            ZoomAccount zoom,
            ZoomSightings sightings,
            WebhookMemory webhooks,
            ZoomConfig config,
            ProfileNewsConfig news,
            TopicFaults topics,
            InstantSource clock) {
        this.zoom = zoom;
        this.sightings = sightings;
        this.webhooks = webhooks;
        this.config = config;
        this.news = news;
        this.topics = topics;
        this.clock = clock;
    }

    /// With a new token: what Zoom says of our app now. Blocks for a minute at the very most, a
    /// second as a rule.
    public PreflightReport run() {
        return run(zoom.renewAccess());
    }

    PreflightReport run(Access access) {
        HostKeyLock lock =
                access instanceof Access.Token
                        ? zoom.hostKeyLock()
                        : new HostKeyLock.CannotTell("there is no access token");
        Instant now = clock.instant();
        PreflightReport report =
                PreflightReport.of(
                        List.of(
                                AppFindings.token(access),
                                AppFindings.scopes(
                                        access,
                                        news.provisioning() != ProfileNewsConfig.Provisioning.OFF),
                                AppFindings.lock(lock),
                                SurroundingFindings.limits(config, sightings.limits()),
                                SurroundingFindings.clock(sightings.clockAhead()),
                                SurroundingFindings.webhook(webhooks.lastOfZoom(), now),
                                SurroundingFindings.topics(topics.last())),
                        now);
        last = Optional.of(report);
        return report;
    }

    /// What this replica found when it looked the last time; empty before it ever did.
    public Optional<PreflightReport> last() {
        return last;
    }
}
