package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/// When the drift check runs by itself, and what it may do (`DRIFT_CHECK_…`).
@ConfigMapping(prefix = "drift.check")
public interface DriftConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.defaulted(
                            "DRIFT_CHECK_CRON",
                            "a cron expression with seconds, in UTC, such as '0 37 2 * * ?', or off",
                            Setting.parsedBy(Timetable::parse)),
                    Setting.defaulted(
                            "DRIFT_CHECK_MODE",
                            "report or repair",
                            value ->
                                    Mode.parse(value).isPresent()
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is not a mode")),
                    Setting.defaulted(
                            "DRIFT_CHECK_SHRINK_PERCENT",
                            "a whole number from 1 to 90",
                            value ->
                                    value.matches("[1-9]|[1-8][0-9]|90")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is out of range")));

    /// When, as Quartz writes it and in UTC; `off` = only on demand. An odd minute, so that not
    /// everybody asks Zoom at the full hour.
    @WithDefault("0 37 2 * * ?")
    String cron();

    /// `report` or `repair`.
    @WithDefault("report")
    String mode();

    /// By how much Zoom's list may have shrunk since the last check, in percent.
    @WithDefault("20")
    int shrinkPercent();
}
