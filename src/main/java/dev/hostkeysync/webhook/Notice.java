package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.Report;
import java.time.Instant;
import java.util.List;

/// One event of a sender, proved and understood.
///
/// @param source the adapter, such as `okta`: the label in metrics, and `webhook:okta` in events
/// @param eventIds the sender's ids of it, at least one, each of them unique within the source:
///   what was taken once under any of them is not taken again
/// @param occurredAt when it happened by the sender's clock; decides between events that come in
///   the wrong order
public record Notice(String source, List<String> eventIds, Instant occurredAt, Report report) {

    public Notice {
        if (eventIds.isEmpty()) {
            throw new IllegalArgumentException("an event has an id");
        }
    }
}
