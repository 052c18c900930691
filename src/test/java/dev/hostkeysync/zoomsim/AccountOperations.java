package dev.hostkeysync.zoomsim;

import java.util.List;

/// The account calls that are simulated, as [UserOperations] has the others.
final class AccountOperations {

    private static final String SETTINGS = "/v2/accounts/{}/settings";

    private AccountOperations() {}

    static List<Operation> all(AccountSettings settings) {
        return List.of(
                new Operation(
                        "GET",
                        SETTINGS,
                        RateLabel.MEDIUM,
                        List.of(
                                "account:read:settings:admin",
                                "account:read:settings:master",
                                "account:read:admin"),
                        settings::read),
                new Operation(
                        "PATCH",
                        SETTINGS,
                        RateLabel.MEDIUM,
                        List.of(
                                "account:update:settings:admin",
                                "account:update:settings:master",
                                "account:write:admin"),
                        settings::write));
    }
}
