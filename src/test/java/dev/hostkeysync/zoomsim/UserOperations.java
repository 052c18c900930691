package dev.hostkeysync.zoomsim;

import java.util.List;
import java.util.regex.Pattern;

/// The user calls that are simulated, with label and scopes as Zoom's reference of March 2026 has
/// them: granular scope first, then the classic ones.
final class UserOperations {

    static final Pattern LOGIN_TYPES = Pattern.compile("0|1|11|21|23|24|27|97|98|99|100|101");

    private UserOperations() {}

    static List<Operation> all(
            UpdateUser update,
            GetUser get,
            ListUsers list,
            CreateUser create,
            SetUserStatus status,
            DeleteUser delete) {
        return List.of(
                new Operation(
                        "PATCH",
                        "/v2/users/{}",
                        RateLabel.LIGHT,
                        List.of("user:update:user:admin", "user:write:admin"),
                        update::answer),
                new Operation(
                        "GET",
                        "/v2/users/{}",
                        RateLabel.LIGHT,
                        List.of("user:read:user:admin", "user:read:admin", "user:write:admin"),
                        get::answer),
                new Operation(
                        "GET",
                        "/v2/users",
                        RateLabel.MEDIUM,
                        List.of(
                                "user:read:list_users:admin",
                                "user:read:admin",
                                "user:write:admin"),
                        list::answer),
                new Operation(
                        "POST",
                        "/v2/users",
                        RateLabel.LIGHT,
                        List.of("user:write:user:admin", "user:write:admin"),
                        create::answer),
                new Operation(
                        "PUT",
                        "/v2/users/{}/status",
                        RateLabel.LIGHT,
                        List.of("user:update:status:admin", "user:write:admin"),
                        status::answer),
                new Operation(
                        "DELETE",
                        "/v2/users/{}",
                        RateLabel.LIGHT,
                        List.of("user:delete:user:admin", "user:write:admin"),
                        delete::answer));
    }
}
