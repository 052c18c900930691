package dev.hostkeysync.bench;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `target/bench/<name>.json`: the figures of one benchmark, and where and how they were measured.
final class ResultFile {

    private static final JsonMapper JSON = new JsonMapper();

    private ResultFile() {}

    static void write(Path directory, Machine machine, Benchmark benchmark, Result result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("benchmark", benchmark.name()).put("about", benchmark.about());
        root.putObject("machine")
                .put("cores", machine.cores())
                .put("cpu", machine.cpu())
                .put("memoryMiB", machine.memoryMiB())
                .put("system", machine.system())
                .put("jdk", machine.jdk())
                .put("loadBefore", machine.load())
                .put("date", machine.date().toString());
        ObjectNode settings = root.putObject("settings");
        result.settings().forEach(settings::put);
        for (Figure figure : result.figures()) {
            root.withArray("figures")
                    .addObject()
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit())
                    .put("aim", figure.aim());
        }
        result.notes().forEach(root.withArray("notes")::add);
        try {
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve(benchmark.name() + ".json"),
                    JSON.writer(new DefaultPrettyPrinter()).writeValueAsBytes(root));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + directory, e);
        }
    }
}
