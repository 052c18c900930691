package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.limit.Plan;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;

/// All defaults, but for the credentials and where Zoom is.
record TestZoomConfig(
        String accountId,
        String clientId,
        Secret clientSecret,
        URI oauthUrl,
        URI apiUrl,
        Plan plan,
        double budgetShare,
        OptionalInt budgetOverridePerSecond,
        Duration requestTimeout,
        Duration connectTimeout)
        implements ZoomConfig {

    static TestZoomConfig at(URI zoom) {
        return new TestZoomConfig(
                "account",
                "client",
                Secret.of("s3cret"),
                zoom,
                zoom,
                Plan.PRO,
                0.5,
                OptionalInt.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3));
    }
}
