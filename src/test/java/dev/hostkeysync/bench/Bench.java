package dev.hostkeysync.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// What `script/bench` runs.
public final class Bench {

    /// Everything has its own bound; this one is for what nobody thought of.
    private static final Duration AT_MOST = Duration.ofMinutes(30);

    private static final PrintStream OUT =
            new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Bench() {}

    public static void main(String[] args) {
        List<String> arguments = Arrays.asList(args);
        if (arguments.contains("--help")) {
            OUT.print(Options.USAGE);
            return;
        }
        try {
            run(Options.parse(arguments));
            System.exit(0);
        } catch (IllegalArgumentException e) {
            OUT.println(e.getMessage());
            OUT.print(Options.USAGE);
            System.exit(2);
        } catch (RuntimeException e) {
            e.printStackTrace(OUT);
            System.exit(1);
        }
    }

    private static void run(Options options) {
        Machine machine = Machine.here(InstantSource.system());
        OUT.println(machine);
        OUT.println("Starting PostgreSQL, Kafka, the Zoom simulator …");
        Rig rig = Rig.start(options.profile());
        boolean aotCache = rig.usesAotCache();
        OUT.println("The service starts " + (aotCache ? "with" : "without") + " its AOT cache.");
        Thread _ = Thread.ofPlatform().daemon().name("bench-bound").start(Bench::stopAtLast);
        for (Benchmark benchmark : options.benchmarks()) {
            OUT.printf("%n%s: %s%n", benchmark.name(), benchmark.about());
            Result result = new Result(OUT::println);
            result.setting("javaOptions", Rig.javaOptions());
            result.setting("aotCache", aotCache);
            result.setting("quick", options.quick());
            result.setting("profile", options.profile());
            // Users whom the one before left still want their keys.
            rig.stopService();
            rig.zoom().reset();
            benchmark.run(rig, options, result);
            ResultFile.write(Rig.DIRECTORY, machine, benchmark, result);
        }
        OUT.printf("%nThe figures are in %s.%n", Rig.DIRECTORY);
    }

    private static void stopAtLast() {
        try {
            Thread.sleep(AT_MOST);
            OUT.println("Stopped after " + AT_MOST.toMinutes() + " minutes.");
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
