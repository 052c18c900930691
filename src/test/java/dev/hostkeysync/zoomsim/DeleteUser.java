package dev.hostkeysync.zoomsim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `DELETE /users/{userId}`: the user is gone from the account, deleted or disassociated. What an
/// heir takes over stands in the request only.
final class DeleteUser {

    private static final Map<String, Pattern> QUERY = query();

    private final Supplier<SimulatorOptions> options;
    private final SimulatedUsers users;

    DeleteUser(Supplier<SimulatorOptions> options, SimulatedUsers users) {
        this.options = options;
        this.users = users;
    }

    private static Map<String, Pattern> query() {
        Pattern yesOrNo = Pattern.compile("true|false");
        Map<String, Pattern> query = new HashMap<>();
        Stream.of(
                        "meeting",
                        "webinar",
                        "recording",
                        "whiteboard",
                        "clipfiles",
                        "notes",
                        "visitors",
                        "docs")
                .forEach(what -> query.put("transfer_" + what, yesOrNo));
        query.put("encrypted_email", Pattern.compile("false"));
        query.put("action", Pattern.compile("disassociate|delete"));
        query.put("transfer_email", Pattern.compile(".+@.+"));
        return Map.copyOf(query);
    }

    Answer answer(Call call) {
        List<FieldError> errors = call.query().errors(QUERY);
        if (!errors.isEmpty()) {
            return Answer.invalid(errors);
        }
        if (!call.body().isEmpty()) {
            return Answer.fault(400, 300, "This call has no body.");
        }
        String ref = call.userRef().orElseThrow();
        return users.address(ref)
                .map(user -> addressed(call, user))
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    private Answer addressed(Call call, SimulatedUser user) {
        boolean delete = call.query().first("action").equals(Optional.of("delete"));
        if (delete && user.status() == UserState.PENDING) {
            return FaultTable.answer(1120, user.email());
        }
        if (call.contended() && options.get().lockUsers()) {
            return Throttling.userIsLocked();
        }
        if (!options.get().callerIsAdmin()) {
            return Answer.fault(400, 200, "Cannot delete a user out of your account.");
        }
        return heirFault(call, user)
                .orElseGet(() ->
                        users.remove(user.id())
                                ? Answer.noContent()
                                : FaultTable.answer(1001, user.id()));
    }

    private Optional<Answer> heirFault(Call call, SimulatedUser user) {
        Optional<String> heir = call.query().first("transfer_email");
        boolean transfers =
                call.query().values().entrySet().stream()
                        .anyMatch(each ->
                                each.getKey().startsWith("transfer_")
                                        && each.getValue().contains("true"));
        if (heir.isEmpty()) {
            return transfers
                    ? Optional.of(Answer.fault(400, 300, "No target user to transfer data to."))
                    : Optional.empty();
        }
        if (heir.get().equalsIgnoreCase(user.email())) {
            return Optional.of(
                    Answer.fault(400, 300, "The transfer-to address cannot be the user's own."));
        }
        boolean able =
                users.find(heir.get())
                        .filter(one -> one.status() == UserState.ACTIVE && one.isLicensed())
                        .isPresent();
        return able
                ? Optional.empty()
                : Optional.of(
                        Answer.fault(400, 300, "The destination user cannot receive this data."));
    }
}
