package dev.hostkeysync.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where the time goes between two moments: threads and methods of the service, statements of
/// PostgreSQL. Nothing, when it was not asked for.
final class Profile {

    private record Begun(Rig rig, FlightRecording recording, Map<String, Double> threads) {}

    private final Optional<Begun> begun;

    private Profile(Optional<Begun> begun) {
        this.begun = begun;
    }

    static Profile start(Rig rig, Options options) {
        if (!options.profile()) {
            return new Profile(Optional.empty());
        }
        rig.statements().reset();
        FlightRecording recording = FlightRecording.start(rig.service());
        return new Profile(
                Optional.of(new Begun(rig, recording, CpuTime.ofThreads(rig.service()))));
    }

    /// @param things what was done meanwhile, for the cost of one
    void tell(Result result, long things, String thing) {
        begun.ifPresent(profile -> {
            List<String> threads = threads(profile, things);
            List<String> statements = profile.rig().statements().top(things, thing);
            List<String> methods = profile.recording().stop().lines();
            result.note("CPU of the service's threads, ms per " + thing + ":");
            threads.forEach(result::note);
            statements.forEach(result::note);
            methods.forEach(result::note);
        });
    }

    private static List<String> threads(Begun profile, long things) {
        Map<String, Double> before = profile.threads();
        return CpuTime.ofThreads(profile.rig().service()).entrySet().stream()
                .map(now ->
                        Map.entry(
                                now.getKey(),
                                now.getValue()
                                        - Objects.requireNonNullElse(
                                                before.get(now.getKey()), 0.0)))
                .filter(thread -> thread.getValue() > 0.05)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(thread ->
                        "  %7.4f  %s".formatted(thread.getValue() * 1e3 / things, thread.getKey()))
                .toList();
    }
}
