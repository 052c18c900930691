package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.graphsim.GraphOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// All defaults, but for the credentials and where Graph is.
record TestGraphConfig(
        Optional<Secret> clientStates,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<Secret> clientSecret,
        URI loginUrl,
        URI apiUrl,
        boolean adopt,
        Duration subscriptionLife,
        Duration deltaInterval)
        implements GraphConfig {

    static final String NEW_STATE = "client-state-of-today";
    static final String OLD_STATE = "client-state-of-yesterday";

    static TestGraphConfig at(URI graph) {
        GraphOptions options = GraphOptions.standard();
        return new TestGraphConfig(
                Optional.of(Secret.of(NEW_STATE + ", " + OLD_STATE)),
                Optional.of(options.tenant()),
                Optional.of(options.client()),
                Optional.of(Secret.of(options.clientSecret())),
                graph,
                graph,
                false,
                Duration.ofDays(28),
                Duration.ofHours(6));
    }

    /// Nothing is given.
    static TestGraphConfig off() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        return new TestGraphConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                nowhere,
                nowhere,
                false,
                Duration.ofDays(28),
                Duration.ofHours(6));
    }

    TestGraphConfig withSecret(String secret) {
        return new TestGraphConfig(
                clientStates,
                tenantId,
                clientId,
                Optional.of(Secret.of(secret)),
                loginUrl,
                apiUrl,
                adopt,
                subscriptionLife,
                deltaInterval);
    }
}
