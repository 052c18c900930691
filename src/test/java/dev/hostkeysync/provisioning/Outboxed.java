package dev.hostkeysync.provisioning;

import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// Reads the outbox as the consumer reads Kafka.
final class Outboxed {

    private Outboxed() {}

    /// Every lifecycle event so far, in order.
    static List<LifecycleEvent> lifecycleEvents(Jdbi jdbi) {
        return jdbi.withHandle(db ->
                db.select(
                                "SELECT headers, value FROM outbox WHERE topic = 'identity-lifecycle' ORDER BY id")
                        .map((row, _) ->
                                LifecycleEventReader.read(
                                        headers((String[]) row.getArray(1).getArray()),
                                        row.getBytes(2)))
                        .list());
    }

    private static Map<String, String> headers(String[] flat) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < flat.length; i += 2) {
            headers.put(flat[i], flat[i + 1]);
        }
        return headers;
    }
}
