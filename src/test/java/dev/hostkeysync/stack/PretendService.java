package dev.hostkeysync.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A service without any Kafka, PostgreSQL or HTTP, which does at once what the real one does in
/// its own time; and one that does it wrongly where a test wants that.
final class PretendService implements Caller {

    final List<Received> lifecycle = new ArrayList<>();
    final List<Received> hostKeys = new ArrayList<>();

    private final PretendZoom zoom;
    private final Map<String, String> userIdByEmail = new HashMap<>();
    private final Map<String, String> zoomIdByUserId = new HashMap<>();
    private final Map<String, String> shownByUserId = new HashMap<>();
    private int nextKey = 482_093;

    boolean forgetsTheHostKeyEvent;
    boolean revealsAnotherKey;
    boolean refusesTheToken;

    PretendService(PretendZoom zoom) {
        this.zoom = zoom;
    }

    static Events events(List<Received> records) {
        return new Events() {
            @Override
            public Optional<Received> find(Predicate<Received> wanted, Duration atMost) {
                return records.stream().filter(wanted).findFirst();
            }
        };
    }

    @Override
    public Answer send(Call call) {
        if (refusesTheToken) {
            return new Answer(401, "{}");
        }
        if (call.path().startsWith("/api/")) {
            return reveal(call.path().substring(call.path().lastIndexOf('/') + 1));
        }
        return switch (call.method()
                + " "
                + call.path().split("[?]")[0].replaceAll("/user-.*", "/id")) {
            case "POST /scim/v2/Users" -> create(Answer.json(call.body()));
            case "PUT /scim/v2/Users/id" -> change(call, 200, "sso-changed", "rotated");
            case "PATCH /scim/v2/Users/id" -> patch(call);
            case "DELETE /scim/v2/Users/id" -> change(call, 204, "removed", "revoked");
            case "POST /webhooks/zoom" -> disassociate(call);
            default -> new Answer(200, "{}");
        };
    }

    private Answer create(com.fasterxml.jackson.databind.JsonNode user) {
        String id = "user-" + userIdByEmail.size();
        userIdByEmail.put(user.at("/emails/0/value").asText(), id);
        zoomIdByUserId.put(id, "zoom-" + user.at("/name/givenName").asText());
        happened(id, "created", "issued");
        return new Answer(201, "{\"id\":\"%s\"}".formatted(id));
    }

    private Answer patch(Call call) {
        if (call.body().contains("userName")) {
            return change(call, 200, "sso-changed", "rotated");
        }
        return call.body().contains("true")
                ? change(call, 200, "reactivated", "issued")
                : change(call, 200, "deactivated", "revoked");
    }

    private Answer change(Call call, int status, String type, String change) {
        String id = call.path().substring(call.path().lastIndexOf('/') + 1);
        happened(id, type, change);
        if (type.equals("removed")) {
            userIdByEmail.values().remove(id);
        }
        return new Answer(status, "{}");
    }

    private Answer disassociate(Call call) {
        String email = Answer.json(call.body()).at("/payload/object/email").asText();
        happened(userIdByEmail.getOrDefault(email, ""), "transferred", "revoked");
        return new Answer(204, "");
    }

    private void happened(String id, String type, String change) {
        lifecycle.add(event("dev.hostkeysync.user." + type + ".v1", id, "{}"));
        String key = Integer.toString(nextKey++);
        int _ = zoom.push(zoomIdByUserId.getOrDefault(id, ""), key);
        if (change.equals("revoked")) {
            shownByUserId.remove(id);
        } else {
            shownByUserId.put(id, key);
        }
        if (!forgetsTheHostKeyEvent) {
            String value = "{\"change\":\"%s\"}".formatted(change);
            hostKeys.add(event("dev.hostkeysync.host-key.changed.v1", id, value));
        }
    }

    private Received event(String type, String key, String value) {
        String id = "event-" + (lifecycle.size() + hostKeys.size());
        return new Received("topic", 0, 0, key, Map.of("ce_type", type, "ce_id", id), value);
    }

    private Answer reveal(String email) {
        String id = userIdByEmail.get(email.replace("%40", "@"));
        if (id == null) {
            return new Answer(404, "{}");
        }
        String key = shownByUserId.get(id);
        if (key == null) {
            return new Answer(409, "{\"type\":\"no-key-yet\"}");
        }
        String shown = revealsAnotherKey ? "999111" : key;
        return new Answer(
                200, "{\"hostKey\":\"%s\",\"version\":1,\"state\":\"ACTIVE\"}".formatted(shown));
    }
}
