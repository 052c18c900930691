package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What a request says besides its body.
///
/// @param origin who sent it, as it is written into events: `scim:` and the token's label
/// @param base URL of `/scim/v2` without a slash at its end
record ScimRequest(
        String origin,
        String base,
        Optional<String> contentType,
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> filter,
        Optional<String> startIndex,
        Optional<String> count,
        Optional<Projection> projection,
        Optional<String> sortBy,
        Optional<String> sortOrder,
        Optional<String> cursor) {

    /// One that asks for no order and no cursor.
    ScimRequest(
            String origin,
            String base,
            Optional<String> contentType,
            Optional<String> ifMatch,
            Optional<String> ifNoneMatch,
            Optional<String> filter,
            Optional<String> startIndex,
            Optional<String> count,
            Optional<Projection> projection) {
        this(
                origin,
                base,
                contentType,
                ifMatch,
                ifNoneMatch,
                filter,
                startIndex,
                count,
                projection,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// What an operation of this request says for itself (RFC 7644 section 3.7): nothing of the
    /// whole's but who sent it and where it arrived.
    ///
    /// @param version as in `If-Match`
    ScimRequest operation(Optional<String> version) {
        Optional<String> none = Optional.empty();
        return new ScimRequest(
                origin,
                base,
                Optional.of(MediaTypes.SCIM),
                version,
                none,
                none,
                none,
                none,
                Optional.empty());
    }

    /// The body of this request as a JSON object.
    ///
    /// @throws ScimException 415, 413 or 400
    ObjectNode json(byte[] body, int maxBytes) {
        MediaTypes.checkBody(contentType);
        return ScimJson.parse(body, maxBytes);
    }
}
