package dev.hostkeysync.scim;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// `If-Match` and `If-None-Match` (RFC 9110 section 13.1, RFC 7644 section 3.14).
final class Preconditions {

    private Preconditions() {}

    /// Whether a GET needs no body, because the caller has this version already.
    ///
    /// @param version the resource's, as it stands
    /// @throws ScimException 412
    static boolean isNotModified(ScimRequest request, long version) {
        if (request.ifMatch().filter(header -> !ETag.matches(header, version)).isPresent()) {
            throw failed(version);
        }
        return request.ifNoneMatch().filter(header -> ETag.matches(header, version)).isPresent();
    }

    /// The version at which a change may be made; empty where the request does not care, and then
    /// nothing is read. The headers are compared now, and whoever makes the change compares the
    /// version again under the lock, so that nothing slips between.
    ///
    /// @param current reads the resource's version
    /// @throws ScimException 412
    static OptionalLong onlyAt(ScimRequest request, LongSupplier current) {
        if (request.ifMatch().isEmpty() && request.ifNoneMatch().isEmpty()) {
            return OptionalLong.empty();
        }
        long version = current.getAsLong();
        check(request, version);
        return OptionalLong.of(version);
    }

    private static void check(ScimRequest request, long version) {
        boolean holds =
                request.ifMatch().map(header -> ETag.matches(header, version)).orElse(true)
                        && request.ifNoneMatch()
                                .map(header -> !ETag.matches(header, version))
                                .orElse(true);
        if (!holds) {
            throw failed(version);
        }
    }

    static ScimException failed(long version) {
        return ScimException.of(
                412, "the resource has another version than was asked for: " + ETag.of(version));
    }
}
