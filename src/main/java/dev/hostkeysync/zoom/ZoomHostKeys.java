package dev.hostkeysync.zoom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// [HostKeyTarget] over Zoom's REST API. The caller keeps the pace of the first call; the
/// repetition after a refused token takes a slot of its own.
@ApplicationScoped
class ZoomHostKeys implements HostKeyTarget {

    private static final JsonMapper JSON = new JsonMapper();

    private final ZoomCalls calls;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final ZoomMetrics metrics;

    ZoomHostKeys(ZoomCalls calls, AccessTokens tokens, InstantSource clock, ZoomMetrics metrics) {
        this.calls = calls;
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
        ZoomRequest request =
                new ZoomRequest(
                        Operation.SET_HOST_KEY,
                        ZoomScope.UPDATE_USER,
                        "PATCH",
                        "/v2/users/" + user.pathSegment(),
                        Optional.of(body(digits)));
        ZoomOutcome outcome =
                switch (calls.call(request, turn)) {
                    case ZoomCalls.Result.Failed(var trouble) -> trouble;
                    case ZoomCalls.Result.Answered(var answer, _) ->
                            answer.outcome(clock.instant());
                };
        metrics.setHostKey(outcome);
        return outcome;
    }

    private static Secret body(HostKeyDigits digits) {
        try {
            return Secret.of(JSON.writeValueAsString(Map.of("host_key", digits.reveal())));
        } catch (JsonProcessingException e) {
            // NB: the cause is dropped, it may quote the digits.
            throw new IllegalStateException("a text cannot be written as JSON");
        }
    }
}
