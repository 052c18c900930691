package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The trigger table (`HOSTKEY_ON_…`: what each trigger does) and the pace of the loop
/// (`HOSTKEY_SYNC_…`).
@ConfigMapping(prefix = "hostkey")
public interface ProvisioningConfig {

    List<Setting> SETTINGS =
            List.of(
                    action("HOSTKEY_ON_USER_CREATED", Action.ISSUE, Action.IGNORE),
                    action("HOSTKEY_ON_SSO_CHANGED", Action.ROTATE, Action.IGNORE),
                    action("HOSTKEY_ON_USER_DEACTIVATED", Action.CONCEAL, Action.IGNORE),
                    action("HOSTKEY_ON_USER_REACTIVATED", Action.ISSUE, Action.IGNORE),
                    action("HOSTKEY_ON_USER_REMOVED", Action.REVOKE, Action.IGNORE),
                    action("HOSTKEY_ON_USER_TRANSFERRED", Action.REVOKE, Action.IGNORE),
                    action("HOSTKEY_ON_DRIFT", Action.RECLAIM, Action.REPORT),
                    Setting.optional(
                            "HOSTKEY_PROTECTED_USERS",
                            "e-mail addresses or *@domain, separated by commas",
                            Setting.parsedBy(ProtectedUsers::parse)),
                    Setting.defaulted(
                            "HOSTKEY_SYNC_CONCURRENCY",
                            "a whole number from 1 to 512",
                            value ->
                                    value.matches("[1-9][0-9]{0,2}")
                                                    && Integer.parseInt(value) <= 512
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")),
                    duration("HOSTKEY_SYNC_LEASE"),
                    duration("HOSTKEY_SYNC_HOLD"));

    @WithDefault("issue")
    Action onUserCreated();

    @WithDefault("rotate")
    Action onSsoChanged();

    @WithDefault("conceal")
    Action onUserDeactivated();

    @WithDefault("issue")
    Action onUserReactivated();

    @WithDefault("revoke")
    Action onUserRemoved();

    @WithDefault("revoke")
    Action onUserTransferred();

    /// When somebody else has set a host key at Zoom.
    @WithDefault("reclaim")
    Action onDrift();

    /// E-mail addresses never touched, `HOSTKEY_PROTECTED_USERS`.
    Optional<String> protectedUsers();

    /// Calls to Zoom under way at once in this process.
    @WithDefault("64")
    int syncConcurrency();

    /// How long a user who is being worked on belongs to one process. Longer than the slowest call
    /// with its one repeat, so that a user has one call in flight at most; after a crash, the time
    /// until somebody else takes over.
    @WithDefault("PT30S")
    Duration syncLease();

    /// How long nobody calls Zoom after Zoom refused the account or the app.
    @WithDefault("PT1M")
    Duration syncHold();

    private static Setting duration(String name) {
        return Setting.defaulted(
                name,
                "a duration from one second to an hour such as PT30S",
                value -> {
                    try {
                        Duration duration = Duration.parse(value);
                        return duration.compareTo(Duration.ofSeconds(1)) < 0
                                        || duration.compareTo(Duration.ofHours(1)) > 0
                                ? Optional.of("'" + value + "' is out of range")
                                : Optional.empty();
                    } catch (java.time.DateTimeException _) {
                        return Optional.of("'" + value + "' is not a duration");
                    }
                });
    }

    private static Setting action(String name, Action... allowed) {
        Set<String> words =
                List.of(allowed).stream()
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        Function<String, Optional<String>> fault =
                value ->
                        words.contains(value.toLowerCase(Locale.ROOT))
                                ? Optional.empty()
                                : Optional.of("'" + value + "' is not possible here");
        return Setting.defaulted(name, "one of " + String.join(", ", words), fault);
    }
}
