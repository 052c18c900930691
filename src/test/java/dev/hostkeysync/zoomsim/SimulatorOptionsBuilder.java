package dev.hostkeysync.zoomsim;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Builds [SimulatorOptions], from the defaults or from others.
public final class SimulatorOptionsBuilder {

    /// What the project's own app may need.
    public static final Set<String> DEFAULT_SCOPES =
            Set.of(
                    "user:update:user:admin",
                    "user:read:user:admin",
                    "user:read:list_users:admin",
                    "user:write:user:admin",
                    "user:update:status:admin",
                    "user:delete:user:admin",
                    "account:read:settings:admin",
                    "account:update:settings:admin",
                    "meeting:write:meeting:admin",
                    "user:write:assistant:admin",
                    "user:read:list_assistants:admin");

    private String accountId = "sim-account";
    private String clientId = "sim-client";
    private String clientSecret = "sim-secret";
    private Set<String> scopes = DEFAULT_SCOPES;
    private int tokenSeconds = 3600;
    private @Nullable String tokenApiUrl;
    private int invalidClientStatus = 401;
    private int missingScopeStatus = 400;
    private int missingScopeCode = 4700;
    private Plan plan = Plan.PRO;
    private RateWindow window = RateWindow.SLIDING;
    private boolean autoCreateUsers;
    private boolean paidUsersOnly = true;
    private boolean lockUsers = true;
    private boolean callerIsAdmin = true;
    private boolean leakHostKey;
    private Set<String> refusedHostKeys = Set.of();
    private HostKeyEcho hostKeyEcho = HostKeyEcho.OFF;
    private @Nullable String webhookUrl;
    private String webhookSecret = "sim-webhook-secret";
    private int requestsKept = 100_000;
    private boolean ssoEnabled = true;
    private boolean preProvision = true;
    private @Nullable Integer licences;
    private Set<String> blockedDomains = Set.of();
    private boolean paidAccount = true;
    private boolean adminChangeUserInfo = true;
    private Set<String> adminOnlyInfo = Set.of("host_key");
    private SecurityShown securityShown = SecurityShown.ALWAYS;
    private boolean settingsStick = true;
    private boolean limitHeaders = false;
    private int meetingsPerHostPerDay = 100;
    private boolean numericPasscodes = true;

    SimulatorOptionsBuilder() {}

    SimulatorOptionsBuilder(SimulatorOptions from) {
        accountId = from.accountId();
        clientId = from.clientId();
        clientSecret = from.clientSecret();
        scopes = from.scopes();
        tokenSeconds = from.tokenSeconds();
        tokenApiUrl = from.tokenApiUrl();
        invalidClientStatus = from.invalidClientStatus();
        missingScopeStatus = from.missingScopeStatus();
        missingScopeCode = from.missingScopeCode();
        plan = from.plan();
        window = from.window();
        autoCreateUsers = from.autoCreateUsers();
        paidUsersOnly = from.paidUsersOnly();
        lockUsers = from.lockUsers();
        callerIsAdmin = from.callerIsAdmin();
        leakHostKey = from.leakHostKey();
        refusedHostKeys = from.refusedHostKeys();
        hostKeyEcho = from.hostKeyEcho();
        webhookUrl = from.webhookUrl();
        webhookSecret = from.webhookSecret();
        requestsKept = from.requestsKept();
        ssoEnabled = from.ssoEnabled();
        preProvision = from.preProvision();
        licences = from.licences();
        blockedDomains = from.blockedDomains();
        paidAccount = from.paidAccount();
        adminChangeUserInfo = from.adminChangeUserInfo();
        adminOnlyInfo = from.adminOnlyInfo();
        securityShown = from.securityShown();
        settingsStick = from.settingsStick();
        limitHeaders = from.limitHeaders();
        meetingsPerHostPerDay = from.meetingsPerHostPerDay();
        numericPasscodes = from.numericPasscodes();
    }

    public SimulatorOptionsBuilder accountId(String value) {
        accountId = value;
        return this;
    }

    public SimulatorOptionsBuilder clientId(String value) {
        clientId = value;
        return this;
    }

    public SimulatorOptionsBuilder clientSecret(String value) {
        clientSecret = value;
        return this;
    }

    public SimulatorOptionsBuilder scopes(Set<String> value) {
        scopes = value;
        return this;
    }

    public SimulatorOptionsBuilder tokenSeconds(int value) {
        tokenSeconds = value;
        return this;
    }

    public SimulatorOptionsBuilder tokenApiUrl(@Nullable String value) {
        tokenApiUrl = value;
        return this;
    }

    public SimulatorOptionsBuilder invalidClientStatus(int value) {
        invalidClientStatus = value;
        return this;
    }

    public SimulatorOptionsBuilder missingScopeStatus(int value) {
        missingScopeStatus = value;
        return this;
    }

    public SimulatorOptionsBuilder missingScopeCode(int value) {
        missingScopeCode = value;
        return this;
    }

    public SimulatorOptionsBuilder plan(Plan value) {
        plan = value;
        return this;
    }

    public SimulatorOptionsBuilder window(RateWindow value) {
        window = value;
        return this;
    }

    public SimulatorOptionsBuilder autoCreateUsers(boolean value) {
        autoCreateUsers = value;
        return this;
    }

    public SimulatorOptionsBuilder paidUsersOnly(boolean value) {
        paidUsersOnly = value;
        return this;
    }

    public SimulatorOptionsBuilder lockUsers(boolean value) {
        lockUsers = value;
        return this;
    }

    public SimulatorOptionsBuilder callerIsAdmin(boolean value) {
        callerIsAdmin = value;
        return this;
    }

    public SimulatorOptionsBuilder leakHostKey(boolean value) {
        leakHostKey = value;
        return this;
    }

    public SimulatorOptionsBuilder refusedHostKeys(Set<String> value) {
        refusedHostKeys = value;
        return this;
    }

    public SimulatorOptionsBuilder hostKeyEcho(HostKeyEcho value) {
        hostKeyEcho = value;
        return this;
    }

    public SimulatorOptionsBuilder webhookUrl(@Nullable String value) {
        webhookUrl = value;
        return this;
    }

    public SimulatorOptionsBuilder webhookSecret(String value) {
        webhookSecret = value;
        return this;
    }

    public SimulatorOptionsBuilder requestsKept(int value) {
        requestsKept = value;
        return this;
    }

    public SimulatorOptionsBuilder ssoEnabled(boolean value) {
        ssoEnabled = value;
        return this;
    }

    public SimulatorOptionsBuilder preProvision(boolean value) {
        preProvision = value;
        return this;
    }

    public SimulatorOptionsBuilder licences(@Nullable Integer value) {
        licences = value;
        return this;
    }

    public SimulatorOptionsBuilder blockedDomains(Set<String> value) {
        blockedDomains = value;
        return this;
    }

    public SimulatorOptionsBuilder paidAccount(boolean value) {
        paidAccount = value;
        return this;
    }

    public SimulatorOptionsBuilder adminChangeUserInfo(boolean value) {
        adminChangeUserInfo = value;
        return this;
    }

    public SimulatorOptionsBuilder adminOnlyInfo(Set<String> value) {
        adminOnlyInfo = value;
        return this;
    }

    public SimulatorOptionsBuilder securityShown(SecurityShown value) {
        securityShown = value;
        return this;
    }

    public SimulatorOptionsBuilder settingsStick(boolean value) {
        settingsStick = value;
        return this;
    }

    public SimulatorOptionsBuilder limitHeaders(boolean value) {
        limitHeaders = value;
        return this;
    }

    public SimulatorOptionsBuilder meetingsPerHostPerDay(int value) {
        meetingsPerHostPerDay = value;
        return this;
    }

    public SimulatorOptionsBuilder numericPasscodes(boolean value) {
        numericPasscodes = value;
        return this;
    }

    public SimulatorOptions build() {
        return new SimulatorOptions(
                accountId,
                clientId,
                clientSecret,
                scopes,
                tokenSeconds,
                tokenApiUrl,
                invalidClientStatus,
                missingScopeStatus,
                missingScopeCode,
                plan,
                window,
                autoCreateUsers,
                paidUsersOnly,
                lockUsers,
                callerIsAdmin,
                leakHostKey,
                refusedHostKeys,
                hostKeyEcho,
                webhookUrl,
                webhookSecret,
                requestsKept,
                ssoEnabled,
                preProvision,
                licences,
                blockedDomains,
                paidAccount,
                adminChangeUserInfo,
                adminOnlyInfo,
                securityShown,
                settingsStick,
                limitHeaders,
                meetingsPerHostPerDay,
                numericPasscodes);
    }
}
