package dev.hostkeysync.common;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What went wrong with a request, in the terms of RFC 9457.
///
/// @param type `urn:hostkey-sync:problem/<name>`: stable, for a program to branch on; not meant to
///   be dereferenced
/// @param title the same for every occurrence of a type
/// @param status HTTP status code
/// @param detail this occurrence, for a person; never a secret, a digit or the text of an exception
/// @param retryAfter when the same request may be worth repeating; sent as whole seconds
/// @param errors which members of the body are wrong; empty when that is not the matter
public record Problem(
        URI type,
        String title,
        int status,
        Optional<String> detail,
        Optional<Duration> retryAfter,
        List<FieldFault> errors) {

    private static final String NAMESPACE = "urn:hostkey-sync:problem/";

    public Problem {
        errors = List.copyOf(errors);
    }

    /// @param name lower case with dashes, such as `no-key-yet`
    public static Problem of(String name, int status, String title) {
        return new Problem(
                URI.create(NAMESPACE + name),
                title,
                status,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public Problem detail(String detail) {
        return new Problem(type, title, status, Optional.of(detail), retryAfter, errors);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(type, title, status, detail, Optional.of(wait), errors);
    }

    public Problem errors(List<FieldFault> errors) {
        return new Problem(type, title, status, detail, retryAfter, errors);
    }

    /// To be thrown where no answer can be returned.
    public ProblemException toException() {
        return new ProblemException(this);
    }
}
