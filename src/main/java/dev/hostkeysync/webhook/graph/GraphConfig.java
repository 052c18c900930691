package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which tenant is watched through Microsoft Graph, and as which app; nothing given = all of it is
/// off.
@ConfigMapping(prefix = "graph")
public interface GraphConfig {

    List<Setting> SETTINGS = GraphSettings.ALL;

    /// Whether anything is watched: [#faults] sees to it that with these everything else is given.
    ///
    /// Secrets that Graph repeats in every notification, comma-separated. New subscriptions are
    /// made with the first; all are believed.
    Optional<Secret> clientStates();

    /// The directory (tenant) id of the app registration, as the next two.
    Optional<String> tenantId();

    Optional<String> clientId();

    Optional<Secret> clientSecret();

    /// Scheme, host and port; `/{tenant}/oauth2/v2.0/token` is appended.
    @WithDefault("https://login.microsoftonline.com")
    URI loginUrl();

    /// Scheme, host and port; `/v1.0/…` is appended.
    @WithDefault("https://graph.microsoft.com")
    URI apiUrl();

    /// Whether users that nobody has pushed are made.
    @WithDefault("false")
    boolean adopt();

    /// How long a subscription is asked to live; it is renewed at half of it.
    @WithDefault("P28D")
    Duration subscriptionLife();

    /// How often is asked what the notifications did not tell.
    @WithDefault("PT6H")
    Duration deltaInterval();

    /// What only several variables together tell.
    static List<String> faults(Function<String, Optional<String>> environment) {
        return GraphSettings.faults(environment);
    }
}
