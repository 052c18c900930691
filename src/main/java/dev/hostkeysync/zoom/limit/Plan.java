package dev.hostkeysync.zoom.limit;

import java.util.Arrays;
import java.util.Locale;

/// What the Zoom account pays for, as far as its rate limits go.
public enum Plan {
    FREE,
    PRO,
    /// "Business+" in Zoom's table: Business, Education, Enterprise and Partner accounts.
    BUSINESS;

    /// @throws IllegalArgumentException when it is none of `free`, `pro` and `business`
    public static Plan parse(String text) {
        return Arrays.stream(values())
                .filter(plan -> plan.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such plan"));
    }
}
