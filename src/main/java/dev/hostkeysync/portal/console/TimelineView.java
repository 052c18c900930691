package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.users.UserTimeline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A part of a user's timeline.
///
/// @param more where the next part is; empty = this is the last one
public record TimelineView(List<EventView> events, String more) {

    static TimelineView of(String path, UserTimeline.Page page) {
        return new TimelineView(
                page.events().stream().map(EventView::of).toList(),
                page.next()
                        .map(last ->
                                "%s?at=%s&key=%s"
                                        .formatted(path, encoded(last.at()), encoded(last.key())))
                        .orElse(""));
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
