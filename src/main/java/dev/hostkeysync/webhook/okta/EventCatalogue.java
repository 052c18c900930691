package dev.hostkeysync.webhook.okta;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// What every type of event that Okta can send to an event hook means here. The table is a file:
/// `webhook/okta-events.tsv`.
final class EventCatalogue {

    private final Map<String, EventType> types;

    private EventCatalogue(Map<String, EventType> types) {
        this.types = types;
    }

    static EventCatalogue load() {
        try (InputStream in =
                EventCatalogue.class.getResourceAsStream("/webhook/okta-events.tsv")) {
            if (in == null) {
                throw new IllegalStateException("okta-events.tsv is not in the jar");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException for a row that says nothing, or says it twice
    static EventCatalogue parse(String table) {
        Map<String, EventType> types = new LinkedHashMap<>();
        table.lines()
                .filter(line -> !line.startsWith("#"))
                .map(EventType::parse)
                .forEach(type -> {
                    if (types.put(type.name(), type) != null) {
                        throw new IllegalArgumentException("twice: " + type.name());
                    }
                });
        return new EventCatalogue(types);
    }

    /// A type that is not in the table means nothing.
    EventType type(String name) {
        EventType known = types.get(name);
        return known == null ? EventType.unknown(name) : known;
    }

    /// In the order of the table.
    Collection<EventType> types() {
        return types.values();
    }
}
