package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.Optional;

/// Refuses a request with an error of RFC 7644 section 3.12. The detail is written for the
/// administrator, who finds it in the log of the identity provider.
final class ScimException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<ScimType> type;
    private final String detail;

    private ScimException(int status, Optional<ScimType> type, String detail) {
        super(
                detail,
                /* cause */ null,
                /* enableSuppression */ false,
                /* writableStackTrace */ false);
        this.status = status;
        this.type = type;
        this.detail = detail;
    }

    /// @param status HTTP status code of an error that has no `scimType`: neither 400 nor 409
    static ScimException of(int status, String detail) {
        if (status == 400 || status == 409) {
            throw new IllegalArgumentException(status + " needs a scimType");
        }
        return new ScimException(status, Optional.empty(), detail);
    }

    /// 400, or 409 where something is taken.
    static ScimException of(ScimType type, String detail) {
        int status = type == ScimType.UNIQUENESS ? 409 : 400;
        return new ScimException(status, Optional.of(type), detail);
    }

    /// 409 for a reference that cannot be resolved (RFC 7644 section 3.7.1).
    static ScimException unresolved(String detail) {
        return new ScimException(409, Optional.of(ScimType.INVALID_VALUE), detail);
    }

    static ScimException invalidFilter(String detail) {
        return of(ScimType.INVALID_FILTER, detail);
    }

    static ScimException invalidPath(String detail) {
        return of(ScimType.INVALID_PATH, detail);
    }

    static ScimException invalidSyntax(String detail) {
        return of(ScimType.INVALID_SYNTAX, detail);
    }

    static ScimException invalidValue(String detail) {
        return of(ScimType.INVALID_VALUE, detail);
    }

    static ScimException invalidCursor() {
        return of(
                ScimType.INVALID_CURSOR,
                "this cursor is not of this query; begin again with an empty one");
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        return body(status, type, detail);
    }

    static ObjectNode body(int status, Optional<ScimType> type, String detail) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add(Urn.ERROR);
        type.ifPresent(known -> body.put("scimType", known.wireName()));
        body.put("detail", detail);
        // A string: RFC 7644 section 3.12.
        body.put("status", Integer.toString(status));
        return body;
    }
}
