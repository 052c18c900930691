package dev.hostkeysync.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How to set a local stack up.
///
/// @param home where its data and logs go
/// @param fresh whether to delete first what is there
/// @param environment variables for the service, besides and before those of the stack
public record LocalStackOptions(
        Path home, LocalPorts ports, boolean fresh, Map<String, String> environment) {

    /// As the contract has it: its ports, data that stays.
    ///
    /// @param variables those that move the ports, and `LOCAL_DATA`, the directory
    static LocalStackOptions local(Map<String, String> variables, boolean fresh) {
        return new LocalStackOptions(
                Path.of(variables.getOrDefault("LOCAL_DATA", ".local")),
                LocalPorts.of(variables),
                fresh,
                Map.of());
    }

    /// Free ports, in a directory of the test's own.
    public static LocalStackOptions forTest(Path home) {
        return new LocalStackOptions(home, LocalPorts.free(), /* fresh */ false, Map.of());
    }

    public LocalStackOptions with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new LocalStackOptions(home, ports, fresh, Map.copyOf(more));
    }
}
