package dev.hostkeysync.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The same measurements on several servers, side by side.
final class Comparison {

    private final Result result;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    Comparison(Result result) {
        this.result = result;
    }

    /// @param column what was measured, such as `hostkey-sync, 1,000`
    void figure(String row, String column, double value, String unit) {
        result.figure(row + "; " + column, value, unit);
        columns.add(column);
        rows.computeIfAbsent(row + " [" + unit + "]", _ -> new LinkedHashMap<>())
                .put(column, new Figure(row, value, unit, "").valueText());
    }

    /// Tells all of it again as a table.
    void tell() {
        List<String> head = new ArrayList<>(List.of("users stored:"));
        head.addAll(columns);
        result.note(line(head));
        rows.forEach((row, values) -> {
            List<String> cells = new ArrayList<>(List.of(row));
            columns.forEach(column -> cells.add(values.getOrDefault(column, "-")));
            result.note(line(cells));
        });
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder("%-34s".formatted(cells.getFirst()));
        cells.stream().skip(1).forEach(cell -> line.append("%28s".formatted(cell)));
        return line.toString();
    }
}
