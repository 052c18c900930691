package dev.hostkeysync.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What a benchmark has found, printed as it comes.
final class Result {

    private final Consumer<String> out;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Result(Consumer<String> out) {
        this.out = out;
    }

    /// Something that decides what is measured.
    void setting(String name, Object value) {
        settings.put(name, value.toString());
    }

    void figure(String name, double value, String unit, String aim) {
        Figure figure = new Figure(name, value, unit, aim);
        figures.add(figure);
        out.accept(
                "  %-46s %10s %-6s %s"
                        .formatted(name, figure.valueText(), unit, aim)
                        .stripTrailing());
    }

    void figure(String name, double value, String unit) {
        figure(name, value, unit, "");
    }

    /// The latencies of a run.
    void latency(String name, Load load, String aimOfP99) {
        figure(name + ", p50", load.millis(50), "ms");
        figure(name + ", p99", load.millis(99), "ms", aimOfP99);
        figure(name + ", p99.9", load.millis(99.9), "ms");
    }

    void note(String line) {
        notes.add(line);
        out.accept("    " + line);
    }

    Map<String, String> settings() {
        return settings;
    }

    List<Figure> figures() {
        return figures;
    }

    List<String> notes() {
        return notes;
    }
}
