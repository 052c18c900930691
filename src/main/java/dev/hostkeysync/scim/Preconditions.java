package dev.hostkeysync.scim;

/// `If-Match` and `If-None-Match` (RFC 9110 section 13.1, RFC 7644 section 3.14).
final class Preconditions {

    private Preconditions() {}

    static boolean isAsked(ScimRequest request) {
        return request.ifMatch().isPresent() || request.ifNoneMatch().isPresent();
    }

    /// @param version the resource's, as it stands
    /// @throws ScimException 412
    static void check(ScimRequest request, long version) {
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
