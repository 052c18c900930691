package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// From whom we take Shared Signals, and how they come.
@ConfigMapping(prefix = "ssf")
public interface SsfConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.optional(
                            "SSF_ISSUERS",
                            "https URLs without query, as in the claim iss, separated by commas (http only on this"
                                    + " machine)",
                            text -> SsfSettings.fault(() -> SsfSettings.issuers(text))),
                    Setting.optional(
                            "SSF_AUDIENCE",
                            "one or more audiences without blanks, separated by commas",
                            text -> SsfSettings.fault(() -> SsfSettings.audience(text))),
                    Setting.defaulted(
                            "SSF_TOLERANCE",
                            "an ISO 8601 duration from PT0S to P1D",
                            text ->
                                    SsfSettings.durationFault(
                                            text, Duration.ZERO, Duration.ofDays(1))),
                    Setting.optional(
                            "SSF_PUSH_TOKENS",
                            "token or issuer|token, separated by commas; a token has at least 16 characters and no"
                                    + " blank, comma or |",
                            text -> SsfSettings.fault(() -> SsfSettings.pushTokens(text))),
                    Setting.optional(
                            "SSF_POLL",
                            "issuer|poll endpoint|token, separated by commas; the endpoint an https URL",
                            text -> SsfSettings.fault(() -> SsfSettings.pollSources(text))),
                    Setting.optional(
                            "SSF_VERIFY",
                            "issuer|stream id|token, separated by commas",
                            text -> SsfSettings.fault(() -> SsfSettings.streams(text))),
                    Setting.defaulted(
                            "SSF_VERIFY_INTERVAL",
                            "an ISO 8601 duration from PT1M to P30D",
                            text ->
                                    SsfSettings.durationFault(
                                            text, Duration.ofMinutes(1), Duration.ofDays(30))));

    /// `SSF_ISSUERS`; empty = the endpoint is off.
    Optional<String> issuers();

    /// `SSF_AUDIENCE`: one of these must be in `aud`.
    Optional<String> audience();

    /// How far ahead of ours an issuer's clock may be. Not to be sure of the time, which counts as
    /// now at most, but to stop when it is quite wrong.
    @WithDefault("P1D")
    Duration tolerance();

    /// `SSF_PUSH_TOKENS`; empty = whoever pushes needs none, as every SET is signed.
    Optional<Secret> pushTokens();

    /// `SSF_POLL`: where SETs are fetched.
    Optional<Secret> poll();

    /// `SSF_VERIFY`: the streams whose verification is asked for.
    Optional<Secret> verify();

    /// How often. Shorter than the `inactivity_timeout` of every stream.
    @WithDefault("PT1H")
    Duration verifyInterval();

    /// What only several variables together tell.
    static List<String> faults(Function<String, Optional<String>> environment) {
        return SsfSettings.faults(environment);
    }
}
