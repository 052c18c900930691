package dev.hostkeysync.ops.health;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/// How one part stands, as a readiness check tells it.
///
/// @param name such as `PostgreSQL`
/// @param ready whether requests may come to this replica
/// @param state one word or two, such as `answers`
/// @param meaning what it means for whoever uses the service; empty when all is well
/// @param mend what to do; empty when there is nothing to do
record Part(String name, boolean ready, String state, String meaning, String mend) {

    static Part well(String name, String state) {
        return new Part(name, true, state, "", "");
    }

    HealthCheckResponse response() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named(name).status(ready).withData("state", state);
        if (!meaning.isEmpty()) {
            answer.withData("meaning", meaning);
        }
        return mend.isEmpty() ? answer.build() : answer.withData("mend", mend).build();
    }
}
