package dev.hostkeysync.scim;

import dev.hostkeysync.common.ErrorBody;
import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The error form below `/scim/`, for what no endpoint of ours caught: 401, 404, 405, 503.
@ApplicationScoped
class ScimErrorBody implements ErrorBody {

    @Override
    public boolean covers(String path) {
        return path.startsWith("/scim/") || path.equals("/scim");
    }

    @Override
    public String mediaType() {
        return MediaTypes.SCIM;
    }

    @Override
    public byte[] write(Problem problem) {
        String detail =
                problem.detail().map(text -> problem.title() + ": " + text).orElse(problem.title());
        // RFC 7644 section 3.12 wants a scimType with every 400.
        return ScimJson.bytes(ScimException.body(problem.status(), type(problem), detail));
    }

    private static Optional<ScimType> type(Problem problem) {
        return problem.status() == 400 ? Optional.of(ScimType.INVALID_SYNTAX) : Optional.empty();
    }
}
