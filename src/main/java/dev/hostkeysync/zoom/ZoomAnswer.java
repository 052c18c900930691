package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.ZoomOutcome.AccountRefused;
import dev.hostkeysync.zoom.ZoomOutcome.Done;
import dev.hostkeysync.zoom.ZoomOutcome.NotLicensed;
import dev.hostkeysync.zoom.ZoomOutcome.NotThereYet;
import dev.hostkeysync.zoom.ZoomOutcome.RefusedValue;
import dev.hostkeysync.zoom.ZoomOutcome.Throttled;
import dev.hostkeysync.zoom.ZoomOutcome.Trouble;
import dev.hostkeysync.zoom.ZoomOutcome.Unknown;
import dev.hostkeysync.zoom.http.Reply.Answered;
import dev.hostkeysync.zoom.limit.Hold;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What an answer of Zoom's means: the one place that reads status and headers, and the codes of
/// any call and of the one that sets a host key. The codes are those of the method's reference
/// (Zoom API, Users, March 2026) and of developers.zoom.us/docs/api/errors.
///
/// What is not listed is [Unknown]. That costs one more call with the same digits; taking an
/// unknown answer for a refusal could lose the key that Zoom holds.
record ZoomAnswer(int status, HttpHeaders headers, ErrorBody error) {

    static ZoomAnswer of(Answered reply) {
        return new ZoomAnswer(reply.status(), reply.headers(), ErrorBody.of(reply.body()));
    }

    /// Zoom refused the token, not us: another one may do. 124 is "invalid access token", which
    /// Zoom's reference also lists at 400.
    boolean tokenRefused() {
        return status == 401 ? !scopeMissing() : status == 400 && error.is(124);
    }

    /// The token lacks our scope. Scopes are baked into a token: once the app has the scope, only a
    /// new token shows it. Reports differ on the status.
    boolean scopeMissing() {
        return (status == 400 || status == 401) && (error.is(4700) || error.is(4711));
    }

    /// What any call may meet; empty for an answer to this call in particular.
    ///
    /// @param scope the one that the call needs
    /// @param clock now, for an answer that does not carry a date of its own
    Optional<Trouble> trouble(ZoomScope scope, Instant clock) {
        if (scopeMissing()) {
            return Optional.of(
                    new AccountRefused(name() + ": the app lacks the scope " + scope.wireName()));
        }
        if (tokenRefused()) {
            return Optional.of(
                    new AccountRefused(name() + ": a fresh access token is refused too"));
        }
        return switch (status) {
            case 403 ->
                    Optional.of(
                            new AccountRefused(name() + ": the account's API access is denied"));
            case 429 -> Optional.of(throttled(clock));
            default -> Optional.empty();
        };
    }

    /// To "set this host key".
    ///
    /// @param clock as above
    ZoomOutcome outcome(Instant clock) {
        Optional<Trouble> trouble = trouble(ZoomScope.UPDATE_USER, clock);
        if (trouble.isPresent()) {
            return trouble.get();
        }
        return switch (status) {
            case 204 -> new Done();
            case 400 -> badRequest();
            case 404 -> error.is(1001) ? new NotThereYet(name() + ": no such user") : unknown();
            default -> unknown();
        };
    }

    private ZoomOutcome badRequest() {
        return switch (error.code().orElse(-1)) {
            case 200 -> new AccountRefused(name() + ": the app's role may not change host keys");
            case 300 ->
                    error.otherFields()
                            ? unknown()
                            : new RefusedValue(name() + ": Zoom refuses these digits");
            case 1108 -> new NotLicensed(name() + ": the user's type does not allow it");
            case 1109 -> new NotLicensed(name() + ": the user is not a paid user");
            case 1120 -> new NotThereYet(name() + ": the user has not accepted the invitation");
            case 2033, 2034, 2038, 2039, 3412 ->
                    new NotLicensed(name() + ": the account has no licence for the user");
            default -> unknown();
        };
    }

    /// Zoom locks a single user while another call on them is in progress, and says so with a 429
    /// too. Nobody else is affected, so nobody else waits: the pause is zero.
    private Throttled throttled(Instant clock) {
        if (error.sameResource()) {
            return new Throttled(
                    Duration.ZERO, false, name() + ": another call on this user is in progress");
        }
        boolean daily =
                error.dailyLimit()
                        || headers.firstValue("x-ratelimit-type")
                                .map("daily-limit"::equalsIgnoreCase)
                                .orElse(false);
        return new Throttled(
                RetryAfter.of(headers, daily, clock),
                daily,
                daily && error.oneUser(),
                name() + ": " + (daily ? Hold.ZOOM_DAY_USED : Hold.TOO_MANY_CALLS));
    }

    Unknown unknown() {
        return new Unknown(name() + ": not an answer we know");
    }

    // Two numbers: safe to show, and what to search Zoom's reference for.
    String name() {
        return "Zoom answered "
                + status
                + (error.code().isPresent() ? "/" + error.code().getAsInt() : "");
    }
}
