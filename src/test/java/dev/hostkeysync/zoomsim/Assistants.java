package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET` and `POST /users/{userId}/assistants`: who may schedule for this user. Both must be
/// licensed; every fault but an unknown host has code 200.
final class Assistants {

    private static final JsonBody BODY =
            new JsonBody("zoomsim/assistants-body.txt", /* query= */ Map.of());

    private static final int MOST = 30;

    private final SimulatedUsers users;
    private final SimulatedMeetings meetings;

    Assistants(SimulatedUsers users, SimulatedMeetings meetings) {
        this.users = users;
        this.meetings = meetings;
    }

    Answer list(Call call) {
        List<FieldError> errors = call.query().errors(Map.of());
        if (!errors.isEmpty()) {
            return Answer.invalid(errors);
        }
        String ref = call.userRef().orElseThrow();
        return users.address(ref)
                .map(host -> {
                    ObjectNode body = Json.object();
                    body.putArray("assistants");
                    meetings.assistantsOf(host.id()).stream()
                            .map(users::find)
                            .flatMap(Optional::stream)
                            .forEach(user ->
                                    body.withArray("assistants")
                                            .addObject()
                                            .put("id", user.id())
                                            .put("email", user.email()));
                    return Answer.json(200, body);
                })
                .orElseGet(() -> FaultTable.answer(1001, ref));
    }

    Answer add(Call call) {
        return BODY.read(
                call,
                body -> {
                    String ref = call.userRef().orElseThrow();
                    return users.address(ref)
                            .map(host -> add(host, body.path("assistants")))
                            .orElseGet(() -> FaultTable.answer(1001, ref));
                });
    }

    private Answer add(SimulatedUser host, JsonNode wanted) {
        if (!host.isLicensed()) {
            return fault(
                    "The user must either be a Licensed user or an On-prem user: " + host.id());
        }
        List<String> added = new ArrayList<>();
        for (JsonNode one : wanted) {
            boolean byEmail = one.has("email");
            if (byEmail == one.has("id")) {
                return Answer.invalid(
                        List.of(new FieldError("assistants[]", "Either id or email.")));
            }
            String ref = one.path(byEmail ? "email" : "id").asText();
            Optional<SimulatedUser> assistant = users.address(ref);
            if (assistant.isEmpty()) {
                return fault("Can't find user " + ref + ".");
            }
            Optional<Answer> refusal = refusal(host, assistant.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            added.add(assistant.get().id());
        }
        added.forEach(id -> meetings.addAssistant(host.id(), id));
        return Answer.json(
                201,
                Json.object()
                        .put("ids", String.join(",", added))
                        .put("add_at", "2026-03-01T00:00:00Z"));
    }

    private Optional<Answer> refusal(SimulatedUser host, SimulatedUser assistant) {
        if (assistant.id().equals(host.id())) {
            return Optional.of(fault("Can't assign scheduling privilege to yourself."));
        }
        if (!assistant.isLicensed()) {
            return Optional.of(
                    fault(
                            "The user must either be a Licensed user or an On-prem user: "
                                    + assistant.email()));
        }
        if (meetings.assistantsOf(host.id()).contains(assistant.id())) {
            return Optional.of(
                    fault(
                            "User "
                                    + assistant.email()
                                    + " has already granted scheduling privilege."));
        }
        return meetings.assistantsOf(host.id()).size() >= MOST
                ? Optional.of(fault("There are 30 assistants."))
                : Optional.empty();
    }

    private static Answer fault(String message) {
        return Answer.fault(400, 200, message);
    }
}
