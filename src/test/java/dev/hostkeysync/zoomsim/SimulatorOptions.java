package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the simulated account is set up. Every value can be changed while it runs.
///
/// @param accountId the account's id, as `account_id` of the token request
/// @param clientId of the Server-to-Server OAuth app
/// @param clientSecret of the same app; a made-up one, so it may be printed
/// @param scopes what a token is worth
/// @param tokenSeconds how long a token lives
/// @param tokenApiUrl `api_url` of the token answer; null = the simulator's own
/// @param invalidClientStatus HTTP status of `invalid_client`, 400 or 401: reports differ
/// @param missingScopeStatus HTTP status of a token without the scope, 400 or 401: reports differ
/// @param missingScopeCode the body's code then, 4700 or 4711: reports differ
/// @param plan the rate limits
/// @param window how the per-second limits are counted
/// @param autoCreateUsers whether an unknown e-mail becomes a licensed, active user when addressed
/// @param paidUsersOnly whether a Basic user's host key is refused (400/1109)
/// @param lockUsers whether two writes at once on one user are refused (429)
/// @param callerIsAdmin false = "only an account administrator" (400/200) for a host key
/// @param leakHostKey whether user answers carry `host_key`, which Zoom says they no longer do
/// @param refusedHostKeys host keys that are refused as too weak (400/300)
/// @param hostKeyEcho whether a host key set over the API comes back as a webhook
/// @param webhookUrl where to; null = nowhere
/// @param webhookSecret what those webhooks are signed with; a made-up one, so it may be printed
/// @param requestsKept how many requests are remembered; older ones are forgotten
/// @param ssoEnabled whether single sign-on is on; else `ssoCreate` is refused (400/2002)
/// @param preProvision whether sign-on users may be created ahead; else `ssoCreate` is refused
///   (400/2032)
/// @param licences how many Licensed users there may be (400/2034); null = any number
/// @param blockedDomains domains whose addresses are refused (400/1107)
/// @param paidAccount false: account settings are refused (code 200)
/// @param adminChangeUserInfo `security.admin_change_user_info`
/// @param adminOnlyInfo `security.user_modifiable_info_by_admin`
/// @param securityShown when account settings show `security`
/// @param settingsStick false: a change of account settings is accepted and forgotten
/// @param limitHeaders whether every answer names its limit, as Zoom's older pages show it
/// @param meetingsPerHostPerDay how many meetings a host may get in a day (UTC)
/// @param numericPasscodes whether passcodes of meetings must be digits, as the account's setting
///   says
public record SimulatorOptions(
        String accountId,
        String clientId,
        String clientSecret,
        Set<String> scopes,
        int tokenSeconds,
        @Nullable String tokenApiUrl,
        int invalidClientStatus,
        int missingScopeStatus,
        int missingScopeCode,
        Plan plan,
        RateWindow window,
        boolean autoCreateUsers,
        boolean paidUsersOnly,
        boolean lockUsers,
        boolean callerIsAdmin,
        boolean leakHostKey,
        Set<String> refusedHostKeys,
        HostKeyEcho hostKeyEcho,
        @Nullable String webhookUrl,
        String webhookSecret,
        int requestsKept,
        boolean ssoEnabled,
        boolean preProvision,
        @Nullable Integer licences,
        Set<String> blockedDomains,
        boolean paidAccount,
        boolean adminChangeUserInfo,
        Set<String> adminOnlyInfo,
        SecurityShown securityShown,
        boolean settingsStick,
        boolean limitHeaders,
        int meetingsPerHostPerDay,
        boolean numericPasscodes) {

    public static SimulatorOptions defaults() {
        return new SimulatorOptionsBuilder().build();
    }

    public static SimulatorOptionsBuilder builder() {
        return new SimulatorOptionsBuilder();
    }

    public SimulatorOptionsBuilder toBuilder() {
        return new SimulatorOptionsBuilder(this);
    }

    /// These options with some members replaced.
    ///
    /// @throws IllegalArgumentException when it is no object, or a member is unknown or has the
    ///   wrong type
    SimulatorOptions merge(JsonNode changes) {
        if (!changes.isObject()) {
            throw new IllegalArgumentException("options are a JSON object");
        }
        ObjectNode all = (ObjectNode) Json.tree(this);
        changes.properties().forEach(change -> all.set(change.getKey(), change.getValue()));
        return Json.as(SimulatorOptions.class, all);
    }
}
