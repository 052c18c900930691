package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `GET /users`, page by page. `role_id`, `license` and the deprecated `page_number` are refused
/// rather than passed over.
final class ListUsers {

    private static final Map<String, Pattern> QUERY =
            Map.of(
                    "status", Pattern.compile("active|inactive|pending"),
                    "page_size", Pattern.compile("[1-9]\\d{0,2}|1\\d{3}|2000"),
                    "next_page_token", Pattern.compile(".*"),
                    "include_fields", Pattern.compile("custom_attributes|host_key"));

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;
    private final PageTokens tokens;

    ListUsers(Supplier<SimulatorOptions> options, SimulatedUsers users, PageTokens tokens) {
        this.options = options;
        this.users = users;
        this.tokens = tokens;
    }

    Answer answer(Call call) {
        List<FieldError> errors = call.query().errors(QUERY);
        if (!errors.isEmpty()) {
            return Answer.invalid(errors);
        }
        String status = call.query().first("status").orElse("active");
        int size = Integer.parseInt(call.query().first("page_size").orElse("30"));
        String token = call.query().first("next_page_token").orElse("");
        Optional<Long> after = token.isEmpty() ? Optional.of(0L) : tokens.positionOf(token, status);
        return after.map(position -> page(status, position, size))
                .orElseGet(
                        () -> Answer.fault(400, 300, "The next page token is invalid or expired."));
    }

    private Answer page(String status, long after, int size) {
        UserState state = UserState.valueOf(status.toUpperCase(Locale.ROOT));
        SimulatedUsers.Page page = users.page(state, after, size);
        int total = users.count(state);
        ObjectNode body =
                Json.object()
                        .put("page_count", (total + size - 1) / size)
                        .put("page_number", 1)
                        .put("page_size", size)
                        .put("total_records", total)
                        .put(
                                "next_page_token",
                                page.more() ? tokens.issue(page.last(), status) : "");
        ArrayNode list = body.putArray("users");
        boolean leak = options.get().leakHostKey();
        page.users().forEach(user -> list.add(UserJson.of(user, leak)));
        return Answer.json(200, body);
    }
}
