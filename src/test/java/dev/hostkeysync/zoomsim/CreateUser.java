package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `POST /users`. A user of `action` `create` is pending, any other is active at once. Success is
/// 201.
final class CreateUser {

    private static final JsonBody BODY =
            new JsonBody("zoomsim/create-user-body.txt", /* query= */ Map.of());

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;

    CreateUser(Supplier<SimulatorOptions> options, SimulatedUsers users) {
        this.options = options;
        this.users = users;
    }

    Answer answer(Call call) {
        return BODY.read(call, this::validated);
    }

    private Answer validated(JsonNode body) {
        String action = body.path("action").asText();
        JsonNode info = body.path("user_info");
        String email = info.path("email").asText();
        if (!email.contains("@")) {
            return Answer.fault(400, 300, "Validation Failed: user_info.email.");
        }
        if (action.equals("autoCreate") != info.has("password")) {
            return Answer.fault(400, 300, "Invalid parameter: password.");
        }
        return refusal(action, info, email).orElseGet(() -> create(action, info, email));
    }

    private Optional<Answer> refusal(String action, JsonNode info, String email) {
        SimulatorOptions now = options.get();
        if (!now.callerIsAdmin()) {
            return Optional.of(Answer.fault(400, 200, "No permission."));
        }
        if (action.equals("ssoCreate") && !now.ssoEnabled()) {
            return Optional.of(FaultTable.answer(2002, email));
        }
        if (action.equals("ssoCreate") && !now.preProvision()) {
            return Optional.of(FaultTable.answer(2032, email));
        }
        if (now.blockedDomains().contains(email.substring(email.lastIndexOf('@') + 1))) {
            return Optional.of(FaultTable.answer(1107, email));
        }
        if (users.find(email).isPresent()) {
            return Optional.of(FaultTable.answer(1005, email));
        }
        boolean full =
                info.path("type").asInt() == UserFields.LICENSED
                        && users.all().stream().filter(SimulatedUser::isLicensed).count()
                                >= Objects.requireNonNullElse(now.licences(), Integer.MAX_VALUE);
        return full ? Optional.of(FaultTable.answer(2034, email)) : Optional.empty();
    }

    private Answer create(String action, JsonNode info, String email) {
        SimulatedUser user =
                users.add(
                        new UserFields(
                                /* id= */ null,
                                email,
                                info.path("type").asInt(),
                                action.equals("create") ? UserState.PENDING : UserState.ACTIVE,
                                text(info, "first_name"),
                                text(info, "last_name"),
                                /* hostKey= */ null));
        return Answer.json(
                201,
                Json.object()
                        .put("id", user.id())
                        .put("email", user.email())
                        .put("first_name", user.firstName())
                        .put("last_name", user.lastName())
                        .put("type", user.type()));
    }

    private static @Nullable String text(JsonNode body, String member) {
        return body.has(member) ? body.get(member).asText() : null;
    }
}
