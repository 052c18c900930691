package dev.hostkeysync.zoomsim;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Zoom's documented error codes with their HTTP status and text, from `zoomsim/faults.txt`.
final class FaultTable {

    private record Fault(int code, int status, String text) {

        static Fault parse(String line) {
            String[] parts = line.split("\\s+", 3);
            return new Fault(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }
    }

    private static final Map<Integer, Fault> FAULTS =
            Resource.lines("zoomsim/faults.txt")
                    .map(Fault::parse)
                    .collect(Collectors.toUnmodifiableMap(Fault::code, Function.identity()));

    private FaultTable() {}

    /// @param subject what the text is about: the user as addressed, or the missing scope
    static Answer answer(int code, String subject) {
        Fault fault =
                Optional.ofNullable(FAULTS.get(code))
                        .orElseThrow(
                                () -> new IllegalArgumentException("not documented: code " + code));
        return Answer.fault(fault.status(), code, fault.text().replace("{}", subject));
    }

    static Optional<Integer> statusOf(int code) {
        return Optional.ofNullable(FAULTS.get(code)).map(Fault::status);
    }

    static String textOf(int code) {
        return Optional.ofNullable(FAULTS.get(code)).map(Fault::text).orElse("Simulated fault.");
    }
}
