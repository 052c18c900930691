package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.zoom.limit.Plan;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Which Zoom account, and how fast. An empty variable means the same as an unset one.
@ConfigMapping(prefix = "zoom")
public interface ZoomConfig {

    List<Setting> SETTINGS = ZoomSettings.ALL;

    /// Of the Server-to-Server OAuth app, as the next two.
    String accountId();

    String clientId();

    Secret clientSecret();

    /// Scheme, host and port, without a slash at the end; `/oauth/token` is appended.
    @WithDefault(ZoomValues.OAUTH_URL)
    @WithConverter(ZoomValues.OauthUrl.class)
    URI oauthUrl();

    /// Scheme, host and port, without a slash at the end; `/v2/…` is appended.
    @WithDefault(ZoomValues.API_URL)
    @WithConverter(ZoomValues.ApiUrl.class)
    URI apiUrl();

    @WithDefault(ZoomValues.PLAN)
    @WithConverter(ZoomValues.PlanName.class)
    Plan plan();

    /// Our part of the plan's limits, more than 0, at most 1: every other app on the account, and
    /// people with API tools, live from the rest.
    @WithDefault(ZoomValues.BUDGET_SHARE)
    @WithConverter(ZoomValues.Share.class)
    double budgetShare();

    /// Calls per second of every rate class, instead of plan and share, and without limits of the
    /// day: for tests, for benchmarks, and for accounts with limits of their own.
    OptionalInt budgetOverridePerSecond();

    /// For a whole call: connecting, sending, the last byte of the answer.
    @WithDefault(ZoomValues.REQUEST_TIMEOUT)
    @WithConverter(ZoomValues.RequestTimeout.class)
    Duration requestTimeout();

    /// Until the connection stands, the TLS handshake included. A call that fails for it is known
    /// not to have reached Zoom.
    @WithDefault(ZoomValues.CONNECT_TIMEOUT)
    @WithConverter(ZoomValues.ConnectTimeout.class)
    Duration connectTimeout();
}
