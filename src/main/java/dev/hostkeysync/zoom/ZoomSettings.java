package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Setting;
import dev.hostkeysync.zoom.limit.Plan;
import java.util.List;
import java.util.Optional;

/// How each variable of [ZoomConfig] is checked before anything starts.
final class ZoomSettings {

    private static final String URL = "http:// or https://, a host and maybe a port, such as ";

    static final List<Setting> ALL =
            List.of(
                    Setting.required(
                            "ZOOM_ACCOUNT_ID",
                            "the account id of a Server-to-Server OAuth app",
                            ZoomSettings::credentialFault),
                    Setting.required(
                            "ZOOM_CLIENT_ID",
                            "the client id of the same app",
                            ZoomSettings::credentialFault),
                    Setting.required(
                            "ZOOM_CLIENT_SECRET",
                            "the client secret of the same app",
                            ZoomSettings::credentialFault),
                    Setting.optional(
                            "ZOOM_OAUTH_URL", URL + ZoomValues.OAUTH_URL, ZoomSettings::urlFault),
                    Setting.optional(
                            "ZOOM_API_URL", URL + ZoomValues.API_URL, ZoomSettings::urlFault),
                    Setting.optional(
                            "ZOOM_PLAN", "free, pro or business", Setting.parsedBy(Plan::parse)),
                    Setting.optional(
                            "ZOOM_BUDGET_SHARE",
                            "a number more than 0 and at most 1, such as 0.5",
                            Setting.parsedBy(ZoomValues::share)),
                    Setting.optional(
                            "ZOOM_BUDGET_OVERRIDE_PER_SECOND",
                            "a whole number from 1 to 1000000",
                            Setting.parsedBy(ZoomValues::perSecond)),
                    timeout("ZOOM_REQUEST_TIMEOUT", ZoomValues.REQUEST_TIMEOUT),
                    timeout("ZOOM_CONNECT_TIMEOUT", ZoomValues.CONNECT_TIMEOUT));

    private ZoomSettings() {}

    private static Setting timeout(String name, String usual) {
        return Setting.optional(
                name,
                "an ISO 8601 duration of at most PT5M, such as " + usual,
                Setting.parsedBy(ZoomValues::timeout));
    }

    // A file with a line end, mounted as a variable, is the usual way to get this wrong.
    private static Optional<String> credentialFault(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? Optional.empty()
                : Optional.of("it holds white space, a line end or a character outside ASCII");
    }

    private static Optional<String> urlFault(String value) {
        try {
            Object _ = ZoomValues.baseUrl(value);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
