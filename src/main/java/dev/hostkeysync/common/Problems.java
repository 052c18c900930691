package dev.hostkeysync.common;

import java.time.Duration;

/// The problems that any request may meet. A feature's own problems live with the feature.
public final class Problems {

    public static final Problem UNAUTHORIZED =
            Problem.of("unauthorized", 401, "Authentication is needed");

    public static final Problem FORBIDDEN =
            Problem.of("forbidden", 403, "The caller may not do this");

    public static final Problem NOT_FOUND = Problem.of("not-found", 404, "Not found");

    /// PostgreSQL is away or too busy. Five seconds: longer than a pool needs to recover, shorter
    /// than a provider waits before it complains.
    public static final Problem UNAVAILABLE =
            Problem.of("unavailable", 503, "The service cannot do this right now")
                    .detail("the database does not answer; try again")
                    .retryAfter(Duration.ofSeconds(5));

    public static final Problem INTERNAL_ERROR =
            Problem.of("internal-error", 500, "An error of ours")
                    .detail("the service failed; its log tells why");

    private Problems() {}

    public static Problem badRequest(String detail) {
        return Problem.of("bad-request", 400, "The request cannot be understood").detail(detail);
    }

    /// A status that only HTTP itself explains, such as 405 or 415.
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> badRequest("the body or a parameter does not have the expected form");
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> Problem.of("method-not-allowed", status, "The method is not allowed here");
            case 406 -> Problem.of("not-acceptable", status, "No such media type is served here");
            case 413 -> Problem.of("content-too-large", status, "The body is too large");
            case 415 ->
                    Problem.of("unsupported-media-type", status, "The media type is not accepted");
            default ->
                    status < 500
                            ? Problem.of("http-" + status, status, "The request was refused")
                            : INTERNAL_ERROR;
        };
    }
}
