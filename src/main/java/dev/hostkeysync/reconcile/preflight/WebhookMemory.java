package dev.hostkeysync.reconcile.preflight;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.Set;
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
        return jdbi.withHandle(tx -> {
            Set<String> columns = columns(tx);
            if (!columns.contains("source")) {
                return new WebhookSighting.Unknown();
            }
            if (columns.contains("received_at")) {
                return last(tx, "SELECT max(received_at) FROM webhook_event WHERE source = 'zoom'");
            }
            return columns.contains("taken_at")
                    ? last(tx, "SELECT max(taken_at) FROM webhook_event WHERE source = 'zoom'")
                    : new WebhookSighting.Unknown();
        });
    }

    private static Set<String> columns(Handle tx) {
        return tx.createQuery(
                        """
                        SELECT column_name FROM information_schema.columns
                        WHERE table_schema = current_schema() AND table_name = 'webhook_event'
                        """)
                .mapTo(String.class)
                .set();
    }

    private static WebhookSighting last(Handle tx, String query) {
        return tx.createQuery(query)
                .mapTo(Timestamp.class)
                .findOne()
                .<WebhookSighting>map(at -> new WebhookSighting.Last(at.toInstant()))
                .orElseGet(WebhookSighting.None::new);
    }
}
