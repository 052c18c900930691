package dev.hostkeysync.zoom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.zoom.ZoomOutcome.AccountRefused;
import dev.hostkeysync.zoom.ZoomOutcome.NotSent;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.ZoomOutcome.Unknown;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.http.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// [HostKeyTarget] over Zoom's REST API. The caller keeps the pace of the first call; the
/// repetition after a refused token takes a slot of its own.
@ApplicationScoped
class ZoomHostKeys implements HostKeyTarget {

    private static final JsonMapper JSON = new JsonMapper();

    /// Nobody's fault, least of all the user's.
    private static final ZoomOutcome NO_TURN =
            new Throttled(Duration.ZERO, /* daily */ false, "no call may be made at this time");

    private final String users;
    private final HttpSender http;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final ZoomMetrics metrics;

    ZoomHostKeys(
            ZoomConfig config,
            HttpSender http,
            AccessTokens tokens,
            InstantSource clock,
            ZoomMetrics metrics) {
        this.users = config.apiUrl() + "/v2/users/";
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void prepare() {
        // Whatever comes of it is kept for the calls that follow.
        Access _ = tokens.current();
    }

    @Override
    public ZoomOutcome setHostKey(ZoomUserRef user, HostKeyDigits digits, Turn turn) {
        ZoomOutcome outcome = set(user, digits, turn, /* mayRepeat */ true);
        metrics.setHostKey(outcome);
        return outcome;
    }

    private ZoomOutcome set(ZoomUserRef user, HostKeyDigits digits, Turn turn, boolean mayRepeat) {
        return switch (tokens.current()) {
            case Access.Refused(String reason) -> new AccountRefused(reason);
            case Access.Unreachable(String reason) -> new NotSent("no access token: " + reason);
            case Access.Token(Secret token, _) ->
                    turn.await() ? call(user, digits, turn, token, mayRepeat) : NO_TURN;
        };
    }

    private ZoomOutcome call(
            ZoomUserRef user, HostKeyDigits digits, Turn turn, Secret token, boolean mayRepeat) {
        return switch (http.send(request(user, digits, token))) {
            case Reply.NotSent(String reason) -> new NotSent(reason);
            case Reply.InDoubt(String reason) -> new Unknown(reason);
            case Reply.Answered reply -> {
                ZoomAnswer answer = ZoomAnswer.of(reply);
                if (mayRepeat && answer.tokenRefused()) {
                    tokens.invalidate(token);
                    metrics.tokenRefused();
                    yield set(user, digits, turn, false);
                }
                if (answer.scopeMissing()) {
                    tokens.invalidate(token);
                }
                yield answer.outcome(clock.instant());
            }
        };
    }

    private HttpRequest request(ZoomUserRef user, HostKeyDigits digits, Secret token) {
        return HttpRequest.newBuilder(URI.create(users + user.pathSegment()))
                .header("Authorization", "Bearer " + token.reveal())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "hostkey-sync")
                .method("PATCH", BodyPublishers.ofByteArray(body(digits)))
                .build();
    }

    private static byte[] body(HostKeyDigits digits) {
        try {
            return JSON.writeValueAsBytes(Map.of("host_key", digits.reveal()));
        } catch (JsonProcessingException e) {
            // NB: the cause is dropped, it may quote the digits.
            throw new IllegalStateException("a text cannot be written as JSON");
        }
    }
}
