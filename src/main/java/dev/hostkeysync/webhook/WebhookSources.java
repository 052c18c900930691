package dev.hostkeysync.webhook;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `webhook_source`: when each sender last proved itself.
final class WebhookSources {

    void heard(Handle tx, Set<String> sources) {
        if (sources.isEmpty()) {
            return;
        }
        int _ =
                tx.execute(
                        """
                        INSERT INTO webhook_source (source, heard_at)
                        SELECT s, now() FROM unnest(?::text[]) AS s ORDER BY s
                        ON CONFLICT (source) DO UPDATE SET heard_at = excluded.heard_at
                        """,
                        (Object) sources.toArray(String[]::new));
    }
}
