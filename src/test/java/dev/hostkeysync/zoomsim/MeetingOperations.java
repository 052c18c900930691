package dev.hostkeysync.zoomsim;

import java.util.List;

/// The calls about meetings that are simulated, with label and scopes as Zoom's reference of March
/// 2026 has them.
final class MeetingOperations {

    private MeetingOperations() {}

    static List<Operation> all(CreateMeeting create, Assistants assistants) {
        return List.of(
                new Operation(
                        "POST",
                        "/v2/users/{}/meetings",
                        RateLabel.LIGHT,
                        List.of("meeting:write:meeting:admin", "meeting:write:admin"),
                        create::answer),
                new Operation(
                        "POST",
                        "/v2/users/{}/assistants",
                        RateLabel.MEDIUM,
                        List.of("user:write:assistant:admin", "user:write:admin"),
                        assistants::add),
                new Operation(
                        "GET",
                        "/v2/users/{}/assistants",
                        RateLabel.MEDIUM,
                        List.of(
                                "user:read:list_assistants:admin",
                                "user:read:admin",
                                "user:write:admin"),
                        assistants::list));
    }
}
