package dev.hostkeysync.reconcile.preflight;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Reads when Zoom's webhooks were last heard.
@ApplicationScoped
class WebhookMemory {

    private final Jdbi jdbi;

    WebhookMemory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @return empty when none ever came
    Optional<Instant> lastOfZoom() {
        return jdbi.withHandle(db ->
                db.select("SELECT heard_at FROM webhook_source WHERE source = 'zoom'")
                        .mapTo(OffsetDateTime.class)
                        .findOne()
                        .map(OffsetDateTime::toInstant));
    }
}
