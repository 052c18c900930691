package dev.hostkeysync.account;

import dev.hostkeysync.testing.Configs;
import java.util.HashMap;
import java.util.Map;

/// Policies as variables make them.
final class Policies {

    private Policies() {}

    /// @param variables name and value in turn, the names without `ZOOM_PROVISIONING_`
    static AccountPolicy on(String... variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ZOOM_PROVISIONING", "sso-create");
        for (int i = 0; i < variables.length; i += 2) {
            environment.put("ZOOM_PROVISIONING_" + variables[i], variables[i + 1]);
        }
        return new AccountPolicy(Configs.of(AccountConfig.class, environment));
    }

    static AccountPolicy off() {
        return new AccountPolicy(Configs.of(AccountConfig.class, Map.of()));
    }
}
