package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.HostKeyLock.CannotTell;
import dev.hostkeysync.zoom.HostKeyLock.Locked;
import dev.hostkeysync.zoom.HostKeyLock.NotLocked;
import dev.hostkeysync.zoom.ZoomCalls.Result;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// [ZoomAccount] over Zoom's REST API.
///
/// The host key is locked when `security.admin_change_user_info` is true and
/// `security.user_modifiable_info_by_admin` names `host_key` (Zoom API, Accounts, March 2026).
/// `/lock_settings` has no security settings, so it says nothing about it.
@ApplicationScoped
class ZoomAccountOverRest implements ZoomAccount {

    private static final String SETTINGS = "/v2/accounts/me/settings";
    private static final String ADMIN_ONLY = "admin_change_user_info";
    private static final String ITEMS = "user_modifiable_info_by_admin";
    private static final String HOST_KEY = "host_key";
    private static final Priority LIVE = new Priority.Live();

    /// What came of reading the settings.
    private sealed interface Settings {
        record Security(JsonNode security) implements Settings {}

        record Absent(String reason) implements Settings {}

        record Failed(ZoomOutcome.Trouble trouble) implements Settings {}
    }

    private final PacedCalls calls;
    private final AccessTokens tokens;

    ZoomAccountOverRest(PacedCalls calls, AccessTokens tokens) {
        this.calls = calls;
        this.tokens = tokens;
    }

    @Override
    public Access access() {
        return tokens.current();
    }

    @Override
    public Access renewAccess() {
        return tokens.renew();
    }

    @Override
    public HostKeyLock hostKeyLock() {
        return switch (settings()) {
            case Settings.Security(JsonNode security) -> lockOf(security);
            case Settings.Absent(String reason) -> new CannotTell(reason);
            case Settings.Failed(var trouble) -> new CannotTell(trouble.reason());
        };
    }

    @Override
    public LockChange lockHostKeys() {
        return switch (settings()) {
            case Settings.Failed(var trouble) -> new LockChange.Failed(trouble);
            // Writing a list that could not be read would unlock what stands in it.
            case Settings.Absent(String reason) -> new LockChange.Refused(reason);
            case Settings.Security(JsonNode security) ->
                    switch (lockOf(security)) {
                        case Locked _ -> new LockChange.Locked();
                        case NotLocked(Set<String> others) -> lock(others);
                        case CannotTell(String reason) -> new LockChange.Refused(reason);
                    };
        };
    }

    private LockChange lock(Set<String> others) {
        ObjectNode body = ZoomJson.object();
        ArrayNode items = body.putObject("security").put(ADMIN_ONLY, true).putArray(ITEMS);
        Set<String> all = new TreeSet<>(others);
        all.add(HOST_KEY);
        all.forEach(items::add);
        ZoomRequest request =
                new ZoomRequest(
                        Operation.UPDATE_ACCOUNT_SETTINGS,
                        ZoomScope.UPDATE_SETTINGS,
                        "PATCH",
                        SETTINGS,
                        Optional.of(ZoomJson.write(body)));
        return switch (calls.call(request, LIVE)) {
            case Result.Failed(var trouble) -> new LockChange.Failed(trouble);
            case Result.Answered(var answer, _) -> changed(answer);
        };
    }

    private LockChange changed(ZoomAnswer answer) {
        if (answer.status() == 204) {
            calls.count(Operation.UPDATE_ACCOUNT_SETTINGS, "done");
            return switch (hostKeyLock()) {
                case Locked _ -> new LockChange.Locked();
                case NotLocked _ ->
                        new LockChange.Refused(
                                "Zoom accepted the change, and does not show it as made");
                case CannotTell(String reason) ->
                        new LockChange.Refused(
                                "Zoom accepted the change; whether it was made cannot be read: "
                                        + reason);
            };
        }
        Optional<String> refusal = refusal(answer);
        if (refusal.isPresent()) {
            calls.count(Operation.UPDATE_ACCOUNT_SETTINGS, "refused");
            return new LockChange.Refused(refusal.get());
        }
        return new LockChange.Failed(answer.unknown());
    }

    /// Without `option`, and only where that shows no security settings with it: people report
    /// either to fail.
    private Settings settings() {
        Settings all = settings("");
        return all instanceof Settings.Absent ? settings("?option=security") : all;
    }

    private Settings settings(String query) {
        ZoomRequest request =
                ZoomRequest.get(
                        Operation.GET_ACCOUNT_SETTINGS, ZoomScope.READ_SETTINGS, SETTINGS + query);
        return switch (calls.call(request, LIVE)) {
            case Result.Failed(var trouble) -> new Settings.Failed(trouble);
            case Result.Answered(var answer, Secret body) -> read(answer, ZoomJson.read(body));
        };
    }

    private Settings read(ZoomAnswer answer, Optional<JsonNode> body) {
        Optional<String> refusal = refusal(answer);
        if (refusal.isPresent()) {
            calls.count(Operation.GET_ACCOUNT_SETTINGS, "refused");
            return new Settings.Absent(refusal.get());
        }
        if (answer.status() != 200) {
            return new Settings.Failed(answer.unknown());
        }
        calls.count(Operation.GET_ACCOUNT_SETTINGS, "done");
        // With `option` the reference shows the settings themselves as well as within `security`.
        return body.map(json -> json.path("security").isObject() ? json.path("security") : json)
                .filter(security -> security.has(ADMIN_ONLY))
                .<Settings>map(Settings.Security::new)
                .orElseGet(() ->
                        new Settings.Absent(
                                answer.name() + ": the settings show nothing about host keys"));
    }

    // Code 200 is documented with HTTP 200 for reading and with 400 for writing.
    private static Optional<String> refusal(ZoomAnswer answer) {
        if (answer.error().is(200)) {
            return Optional.of(answer.name() + ": only paid accounts have these settings");
        }
        return answer.status() == 404 && answer.error().is(2001)
                ? Optional.of(answer.name() + ": no such account")
                : Optional.empty();
    }

    private static HostKeyLock lockOf(JsonNode security) {
        JsonNode adminOnly = security.path(ADMIN_ONLY);
        if (!adminOnly.isBoolean()) {
            return new CannotTell("Zoom's answer has no true or false for " + ADMIN_ONLY);
        }
        if (!adminOnly.asBoolean()) {
            // The list has no meaning then; taken over, it would lock more than was asked for.
            return new NotLocked(Set.of());
        }
        JsonNode items = security.path(ITEMS);
        if (!items.isArray()) {
            return new CannotTell("Zoom's answer has no list " + ITEMS);
        }
        Set<String> locked =
                StreamSupport.stream(items.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.toUnmodifiableSet());
        return locked.contains(HOST_KEY) ? new Locked() : new NotLocked(locked);
    }
}
