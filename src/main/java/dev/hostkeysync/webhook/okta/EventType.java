package dev.hostkeysync.webhook.okta;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// One row of the catalogue: a type of event and what it means here.
///
/// @param name such as `user.lifecycle.create`
/// @param why for the reader of the documentation
record EventType(String name, Meaning meaning, Set<Condition> conditions, String why) {

    /// What an event of the type must have in it to mean something.
    enum Condition {
        /// A target is the Zoom app.
        ZOOM_APP,
        /// A part of the sign-in is among the attributes that changed.
        ATTRIBUTES
    }

    /// A type that Okta made after this catalogue.
    static EventType unknown(String name) {
        return new EventType(name, Meaning.IGNORED, Set.of(), "not in the catalogue");
    }

    /// @param row type, meaning, when and why, separated by tabs
    static EventType parse(String row) {
        String[] cells = row.split("\t", -1);
        if (cells.length != 4) {
            throw new IllegalArgumentException("not four cells: " + row);
        }
        return new EventType(
                cells[0],
                Meaning.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                conditions(cells[2]),
                cells[3]);
    }

    private static Set<Condition> conditions(String cell) {
        return switch (cell) {
            case "-", "always" -> Set.of();
            default ->
                    Arrays.stream(cell.split("\\+", -1))
                            .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
                            .map(Condition::valueOf)
                            .collect(Collectors.toUnmodifiableSet());
        };
    }

    boolean needs(Condition condition) {
        return conditions.contains(condition);
    }
}
