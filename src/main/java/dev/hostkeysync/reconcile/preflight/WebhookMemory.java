package dev.hostkeysync.reconcile.preflight;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads when webhooks came. Which columns there are is asked first: a check must not fail because
/// its own question is out of date.
@ApplicationScoped
class WebhookMemory {

    private final Jdbi jdbi;

    WebhookMemory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    WebhookSighting lastOfZoom() {
        return jdbi.withHandle(
                tx -> remembersSenders(tx) ? last(tx) : new WebhookSighting.Unknown());
    }

    private static boolean remembersSenders(Handle tx) {
        return tx.createQuery(
                        """
                        SELECT count(*) = 2 FROM information_schema.columns
                        WHERE table_schema = current_schema() AND table_name = 'webhook_event'
                          AND column_name IN ('source', 'received_at')
                        """)
                .mapTo(Boolean.class)
                .one();
    }

    private static WebhookSighting last(Handle tx) {
        return tx.createQuery("SELECT max(received_at) FROM webhook_event WHERE source = 'zoom'")
                .mapTo(Timestamp.class)
                .findOne()
                .<WebhookSighting>map(at -> new WebhookSighting.Last(at.toInstant()))
                .orElseGet(WebhookSighting.None::new);
    }
}
