package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Supplier;

/// `PUT /users/{userId}/status`. Deactivating takes the licence away, activating does not give it
/// back. Success is 200 without a body, as the reference has it since 2026.
final class SetUserStatus {

    private static final JsonBody BODY =
            new JsonBody("zoomsim/user-status-body.txt", /* query= */ Map.of());

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;

    SetUserStatus(Supplier<SimulatorOptions> options, SimulatedUsers users) {
        this.options = options;
        this.users = users;
    }

    Answer answer(Call call) {
        return BODY.read(call, body -> validated(call, body));
    }

    private Answer validated(Call call, JsonNode body) {
        String ref = call.userRef().orElseThrow();
        return users.address(ref)
                .filter(user -> user.status() != UserState.PENDING)
                .map(user -> addressed(call, user, body.path("action").asText()))
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    private Answer addressed(Call call, SimulatedUser user, String action) {
        if (call.contended() && options.get().lockUsers()) {
            return Throttling.userIsLocked();
        }
        UserFields fields =
                switch (action) {
                    case "activate" -> UserFields.none().status(UserState.ACTIVE);
                    case "deactivate" ->
                            UserFields.none().status(UserState.INACTIVE).type(UserFields.BASIC);
                    default -> UserFields.none();
                };
        return users.edit(user.id(), fields).isPresent()
                ? new Answer(200, Map.of(), "")
                : FaultTable.answer(1001, user.id());
    }
}
