package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `GET /users/{userId}`.
final class GetUser {

    private static final Map<String, Pattern> QUERY =
            Map.of(
                    "login_type", UserOperations.LOGIN_TYPES,
                    "encrypted_email", Pattern.compile("false"),
                    "search_by_unique_id", Pattern.compile("false"));

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;

    GetUser(Supplier<SimulatorOptions> options, SimulatedUsers users) {
        this.options = options;
        this.users = users;
    }

    Answer answer(Call call) {
        List<FieldError> errors = call.query().errors(QUERY);
        if (!errors.isEmpty()) {
            return Answer.invalid(errors);
        }
        String ref = call.userRef().orElseThrow();
        return users.address(ref)
                .map(user -> Answer.json(200, detailsOf(user)))
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    private ObjectNode detailsOf(SimulatedUser user) {
        ObjectNode details =
                UserJson.of(user, options.get().leakHostKey())
                        .put("id", user.id())
                        .put("account_id", options.get().accountId())
                        .put("role_name", "Member")
                        .put("cluster", "us04")
                        .put("language", "en-US")
                        .put("use_pmi", false);
        details.putArray("login_types").add(101);
        return details;
    }
}
