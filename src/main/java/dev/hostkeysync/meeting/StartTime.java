package dev.hostkeysync.meeting;

import dev.hostkeysync.common.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// `startTime` and `timezone`: with an offset the moment is certain, and the zone says how Zoom
/// shows it; without one the time is that of the zone's clocks.
///
/// @param timezone empty = Zoom shows it in the host's
record StartTime(Instant instant, Optional<ZoneId> timezone) {

    private static final String EXPECTED =
            "must be a time such as 2026-12-01T09:00:00Z, or 2026-12-01T09:00:00 with a timezone";

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    static StartTime parse(Fields fields) {
        Optional<ZoneId> zone = zone(fields);
        Optional<String> text = fields.text("startTime");
        if (!fields.has("startTime")) {
            fields.fault("startTime", "is missing; it " + EXPECTED);
        }
        Instant instant = text.flatMap(time -> instant(fields, time, zone)).orElse(Instant.EPOCH);
        return new StartTime(instant.truncatedTo(ChronoUnit.SECONDS), zone);
    }

    private static Optional<ZoneId> zone(Fields fields) {
        Optional<String> name = fields.text("timezone");
        if (name.isPresent() && !ZONES.contains(name.get())) {
            fields.fault("timezone", "must be a time zone's name such as Europe/Berlin or UTC");
            return Optional.empty();
        }
        return name.map(ZoneId::of);
    }

    private static Optional<Instant> instant(Fields fields, String text, Optional<ZoneId> zone) {
        // Zoom's form has four digits for the year.
        if (text.startsWith("+") || text.startsWith("-")) {
            fields.fault("startTime", EXPECTED);
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return local(fields, text, zone);
        }
    }

    private static Optional<Instant> local(Fields fields, String text, Optional<ZoneId> zone) {
        LocalDateTime time;
        try {
            time = LocalDateTime.parse(text);
        } catch (DateTimeException _) {
            fields.fault("startTime", EXPECTED);
            return Optional.empty();
        }
        if (zone.isEmpty()) {
            if (!fields.has("timezone")) {
                fields.fault("startTime", "has no offset: end it with Z, or add a timezone");
            }
            return Optional.empty();
        }
        // Of an hour that comes twice the first; one that never comes is a mistake.
        return zone.get().getRules().getValidOffsets(time).stream()
                .findFirst()
                .map(offset -> time.atOffset(offset).toInstant())
                .or(() -> {
                    fields.fault(
                            "startTime",
                            "does not exist in this timezone: its clocks are put forward then");
                    return Optional.empty();
                });
    }
}
