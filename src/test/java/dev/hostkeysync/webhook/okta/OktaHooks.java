package dev.hostkeysync.webhook.okta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.webhook.RecordingIntake;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A hook before a recording intake.
final class OktaHooks {

    static final String SECRET = "the-secret-of-the-hook";
    static final String NEXT = "the-secret-that-follows";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final EventCatalogue CATALOGUE = EventCatalogue.load();

    private OktaHooks() {}

    static OktaHook hook(RecordingIntake intake) {
        return hook(intake, Map.of());
    }

    static OktaHook hook(RecordingIntake intake, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.putIfAbsent("OKTA_HOOK_SECRETS", SECRET + "," + NEXT);
        return new OktaHook(
                Configs.of(OktaHookConfig.class, variables), CATALOGUE, intake, () -> NOW);
    }

    /// The status of the answer to a delivery.
    static int deliver(OktaHook hook, String body) {
        return deliver(hook, List.of(SECRET), body.getBytes(UTF_8));
    }

    static int deliver(OktaHook hook, List<String> proof, byte[] body) {
        try {
            hook.receive(proof, body);
            return 204;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    /// A delivery of these events.
    static String batch(String eventId, String... events) {
        return "{\"eventId\":\"%s\",\"data\":{\"events\":[%s]}}"
                .formatted(eventId, String.join(",", events));
    }

    /// An event of one user.
    static String event(String uuid, String type, String published, String user) {
        return """
        {"uuid":"%s","eventType":"%s","published":"%s","outcome":{"result":"SUCCESS"},
         "target":[{"type":"User","id":"%s","alternateId":"%s@example.com","displayName":"Zoe"}]}
        """
                .formatted(uuid, type, published, user, user);
    }
}
