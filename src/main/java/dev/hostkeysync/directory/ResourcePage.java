package dev.hostkeysync.directory;

import java.util.List;

/// A part of what was looked for.
///
/// @param total how many there are in all, whatever is in this part
/// @param more whether there are others behind the part, or before it where the search went
///   backward
public record ResourcePage<T>(List<Row<T>> rows, long total, boolean more) {

    public record Row<T>(T resource, Position position) {}

    public List<T> resources() {
        return rows.stream().map(Row::resource).toList();
    }
}
