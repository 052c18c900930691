package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `PATCH /users/{userId}`. Success is 204 without a body.
final class UpdateUser {

    private static final Map<String, Pattern> QUERY =
            Map.of(
                    "login_type",
                    UserOperations.LOGIN_TYPES,
                    "remove_tsp_credentials",
                    Pattern.compile("true|false"));
    private static final List<String> ONE_OF_THESE =
            List.of("type", "plan_united_type", "zoom_one_type");
    private static final JsonBody BODY = new JsonBody("zoomsim/update-user-body.txt", QUERY);

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;
    private final Echo echo;

    UpdateUser(Supplier<SimulatorOptions> options, SimulatedUsers users, Echo echo) {
        this.options = options;
        this.users = users;
        this.echo = echo;
    }

    Answer answer(Call call) {
        return BODY.read(call, body -> validated(call, body));
    }

    private Answer validated(Call call, JsonNode body) {
        if (ONE_OF_THESE.stream().filter(body::has).count() > 1) {
            return Answer.fault(400, 300, "Only one of " + ONE_OF_THESE + " may change at a time.");
        }
        if (body.path("about_me").asText().matches("(?s).*(<|https?:).*")) {
            return Answer.fault(400, 300, "about_me must hold neither links nor HTML.");
        }
        if (body.has("linkedin_url")
                && !body.get("linkedin_url").asText().contains("linkedin.com")) {
            return Answer.fault(400, 300, "linkedin_url must contain linkedin.com.");
        }
        String ref = call.userRef().orElseThrow();
        return users.address(ref)
                .map(user -> addressed(call, user, body))
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    private Answer addressed(Call call, SimulatedUser user, JsonNode body) {
        if (user.status() == UserState.PENDING) {
            return FaultTable.answer(1120, user.email());
        }
        if (call.contended() && options.get().lockUsers()) {
            return Throttling.userIsLocked();
        }
        return hostKeyFault(call, user, body).orElseGet(() -> apply(user, body));
    }

    private Optional<Answer> hostKeyFault(Call call, SimulatedUser user, JsonNode body) {
        SimulatorOptions now = options.get();
        String hostKey = text(body, "host_key");
        if (hostKey == null) {
            return Optional.empty();
        }
        if (!now.callerIsAdmin()) {
            return Optional.of(FaultTable.answer(200, user.email()));
        }
        if (now.paidUsersOnly() && !user.isLicensed()) {
            return Optional.of(FaultTable.answer(1109, user.email()));
        }
        if (call.valueRefused() || now.refusedHostKeys().contains(hostKey)) {
            return Optional.of(
                    Answer.invalid(List.of(new FieldError("host_key", "Invalid field."))));
        }
        return Optional.empty();
    }

    private Answer apply(SimulatedUser user, JsonNode body) {
        UserFields fields =
                new UserFields(
                        /* id= */ null,
                        /* email= */ null,
                        body.has("type") ? body.get("type").asInt() : null,
                        /* status= */ null,
                        text(body, "first_name"),
                        text(body, "last_name"),
                        text(body, "host_key"));
        Optional<SimulatedUser> edited = users.edit(user.id(), fields);
        if (fields.hostKey() != null) {
            edited.ifPresent(now -> echo.hostKeyChanged(now, user.hostKey()));
        }
        return edited.isPresent() ? Answer.noContent() : FaultTable.answer(1001, user.id());
    }

    private static @Nullable String text(JsonNode body, String member) {
        return body.has(member) ? body.get(member).asText() : null;
    }
}
