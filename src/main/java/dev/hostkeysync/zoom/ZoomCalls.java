package dev.hostkeysync.zoom;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.tracing.Call;
import dev.hostkeysync.tracing.Spans;
import dev.hostkeysync.zoom.ZoomOutcome.AccountRefused;
import dev.hostkeysync.zoom.ZoomOutcome.NotSent;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.ZoomOutcome.Trouble;
import dev.hostkeysync.zoom.ZoomOutcome.Unknown;
import dev.hostkeysync.zoom.auth.Access;
import dev.hostkeysync.zoom.auth.AccessTokens;
import dev.hostkeysync.zoom.http.HttpSender;
import dev.hostkeysync.zoom.http.Reply;
import dev.hostkeysync.zoom.limit.RateClass.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// One call from token to answer, and once more where Zoom refused the token.
@ApplicationScoped
class ZoomCalls {

    /// What came of it.
    sealed interface Result {

        /// An answer to this call in particular.
        record Answered(ZoomAnswer answer, Secret body) implements Result {}

        /// What any call may meet.
        record Failed(Trouble trouble) implements Result {}
    }

    /// Nobody's fault, least of all the user's.
    private static final Trouble NO_TURN =
            new Throttled(Duration.ZERO, /* daily */ false, "no call may be made at this time");

    private final URI zoom;
    private final HttpSender http;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final ZoomMetrics metrics;
    private final Spans spans;

    ZoomCalls(
            ZoomConfig config,
            HttpSender http,
            AccessTokens tokens,
            InstantSource clock,
            ZoomMetrics metrics,
            Spans spans) {
        this.zoom = config.apiUrl();
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
        this.metrics = metrics;
        this.spans = spans;
    }

    /// Blocks until Zoom answered or the time-out passed. Never throws for anything Zoom or the
    /// network does.
    ///
    /// @param turn asked before each of the requests
    Result call(ZoomRequest request, Turn turn) {
        return call(request, turn, /* mayRepeat */ true);
    }

    private Result call(ZoomRequest request, Turn turn, boolean mayRepeat) {
        return switch (tokens.current()) {
            case Access.Refused(String reason, _) -> failed(new AccountRefused(reason));
            case Access.Unreachable(String reason) ->
                    failed(new NotSent("no access token: " + reason));
            case Access.Token(Secret token, _, _) ->
                    turn.await() ? send(request, turn, token, mayRepeat) : failed(NO_TURN);
        };
    }

    private Result send(ZoomRequest request, Turn turn, Secret token, boolean mayRepeat) {
        return switch (reply(request, token)) {
            case Reply.NotSent(String reason) -> failed(new NotSent(reason));
            case Reply.InDoubt(String reason) -> failed(new Unknown(reason));
            case Reply.Answered reply -> {
                ZoomAnswer answer = ZoomAnswer.of(reply);
                if (mayRepeat && answer.tokenRefused()) {
                    tokens.invalidate(token);
                    metrics.tokenRefused(request.operation());
                    yield call(request, turn, false);
                }
                // The scope without which nothing works here; for another one nobody shall have to
                // do without the token that is good for this.
                if (answer.scopeMissing() && request.operation() == Operation.SET_HOST_KEY) {
                    tokens.invalidate(token);
                }
                Optional<Trouble> trouble = answer.trouble(request.scope(), clock.instant());
                yield trouble.isPresent()
                        ? failed(trouble.get())
                        : new Result.Answered(answer, reply.body());
            }
        };
    }

    private Reply reply(ZoomRequest request, Secret token) {
        try (Call call = spans.call("zoom", request.operation().label(), request.method())) {
            Reply reply = http.send(withToken(request, token), request.answerLimit());
            if (reply instanceof Reply.Answered answered) {
                call.answered(answered.status());
            }
            return reply;
        }
    }

    private HttpRequest withToken(ZoomRequest request, Secret token) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(zoom + request.path()))
                        .header("Authorization", "Bearer " + token.reveal())
                        .header("Accept", "application/json")
                        .header("User-Agent", "hostkey-sync");
        return request.body()
                .map(body ->
                        builder.header("Content-Type", "application/json")
                                .method(request.method(), BodyPublishers.ofString(body.reveal())))
                .orElseGet(() -> builder.method(request.method(), BodyPublishers.noBody()))
                .build();
    }

    private static Result failed(Trouble trouble) {
        return new Result.Failed(trouble);
    }
}
