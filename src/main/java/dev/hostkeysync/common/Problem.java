package dev.hostkeysync.common;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What went wrong with a request, in the terms of RFC 9457.
///
/// @param type `urn:hostkey-sync:problem/<name>`: stable, for a program to branch on; not meant to
///   be dereferenced
/// @param title the same for every occurrence of a type
/// @param status HTTP status code
/// @param detail this occurrence, for a person; never a secret, a digit or the text of an exception
/// @param retryAfter when the same request may be worth repeating; sent as whole seconds
public record Problem(
        URI type,
        String title,
        int status,
        Optional<String> detail,
        Optional<Duration> retryAfter) {

    private static final String NAMESPACE = "urn:hostkey-sync:problem/";

    /// @param name lower case with dashes, such as `no-key-yet`
    public static Problem of(String name, int status, String title) {
        return new Problem(
                URI.create(NAMESPACE + name), title, status, Optional.empty(), Optional.empty());
    }

    public Problem detail(String detail) {
        return new Problem(type, title, status, Optional.of(detail), retryAfter);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(type, title, status, detail, Optional.of(wait));
    }

    /// To be thrown where no answer can be returned.
    public ProblemException toException() {
        return new ProblemException(this);
    }
}
