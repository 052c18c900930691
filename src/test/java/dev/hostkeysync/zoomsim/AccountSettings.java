package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// `GET` and `PATCH /accounts/{accountId}/settings`, of which only the two settings about host keys
/// are kept: as options.
final class AccountSettings {

    private static final Map<String, Pattern> QUERY =
            Map.of(
                    "option",
                    Pattern.compile(
                            "meeting_authentication|recording_authentication|security|meeting_security"));
    private static final JsonBody BODY = new JsonBody("zoomsim/account-settings-body.txt", QUERY);

    private final Supplier<SimulatorOptions> options;
    private final Consumer<UnaryOperator<SimulatorOptions>> change;

    /// @param change changes the options
    AccountSettings(
            Supplier<SimulatorOptions> options, Consumer<UnaryOperator<SimulatorOptions>> change) {
        this.options = options;
        this.change = change;
    }

    Answer read(Call call) {
        List<FieldError> errors = call.query().errors(QUERY);
        if (!errors.isEmpty()) {
            return Answer.invalid(errors);
        }
        if (isForeign(call)) {
            return FaultTable.answer(2001, call.segments().get(2));
        }
        if (!options.get().paidAccount()) {
            // The reference has this one with HTTP 200.
            return Answer.fault(200, 200, "Only available for paid accounts.");
        }
        return Answer.json(200, shown(call.query().first("option")));
    }

    private ObjectNode shown(Optional<String> option) {
        SimulatorOptions now = options.get();
        ObjectNode settings = Json.object();
        if (option.isEmpty()) {
            settings.putObject("schedule_meeting").put("host_video", true);
            settings.putObject("in_meeting").put("allow_live_streaming", false);
        }
        boolean security =
                switch (now.securityShown()) {
                    case ALWAYS -> option.isEmpty() || option.get().equals("security");
                    case WITH_OPTION -> option.equals(Optional.of("security"));
                    case WITHOUT_OPTION -> option.isEmpty();
                    case NEVER -> false;
                };
        if (security) {
            ArrayNode items =
                    settings.putObject("security")
                            .put("admin_change_name_pic", false)
                            .put("admin_change_user_info", now.adminChangeUserInfo())
                            .put("hide_billing_info", false)
                            .putArray("user_modifiable_info_by_admin");
            new TreeSet<>(now.adminOnlyInfo()).forEach(items::add);
        }
        return settings;
    }

    Answer write(Call call) {
        return BODY.read(call, body -> validated(call, body.path("security")));
    }

    private Answer validated(Call call, JsonNode security) {
        if (isForeign(call)) {
            return FaultTable.answer(2001, call.segments().get(2));
        }
        if (!options.get().paidAccount()) {
            return Answer.fault(400, 200, "Only available for paid accounts.");
        }
        if (options.get().settingsStick()) {
            change.accept(now -> with(now, security));
        }
        return Answer.noContent();
    }

    private static SimulatorOptions with(SimulatorOptions now, JsonNode security) {
        SimulatorOptionsBuilder next = now.toBuilder();
        if (security.has("admin_change_user_info")) {
            next.adminChangeUserInfo(security.get("admin_change_user_info").asBoolean());
        }
        if (security.has("user_modifiable_info_by_admin")) {
            Set<String> items = new TreeSet<>();
            security.get("user_modifiable_info_by_admin").forEach(item -> items.add(item.asText()));
            next.adminOnlyInfo(Set.copyOf(items));
        }
        return next.build();
    }

    private boolean isForeign(Call call) {
        String account = call.segments().get(2);
        return !account.equals("me") && !account.equals(options.get().accountId());
    }
}
