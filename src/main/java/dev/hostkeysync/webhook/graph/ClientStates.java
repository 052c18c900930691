package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Secret;
import java.util.Arrays;
import java.util.List;

/// The secrets by which a notification proves that it comes from a subscription of ours. Several
/// are believed while one is replaced.
record ClientStates(List<Secret> secrets) {

    /// @param list separated by commas
    static ClientStates parse(Secret list) {
        return new ClientStates(
                Arrays.stream(list.reveal().split(",", -1))
                        .map(String::strip)
                        .map(Secret::of)
                        .toList());
    }

    /// What new subscriptions are made with.
    Secret first() {
        return secrets.getFirst();
    }

    boolean proves(String given) {
        boolean proved = false;
        for (Secret secret : secrets) {
            // No early end: how long this takes tells nobody which of them was the right one.
            proved |= secret.matches(given);
        }
        return proved;
    }
}
