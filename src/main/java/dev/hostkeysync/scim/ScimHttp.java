package dev.hostkeysync.scim;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Between JAX-RS and the endpoints. Media types, lengths and encodings are judged here and not by
/// JAX-RS, so that every refusal has a SCIM body.
@ApplicationScoped
class ScimHttp {

    static final String ROOT = "/scim/v2";

    private final UriInfo uri;
    private final HttpHeaders headers;
    private final SecurityIdentity identity;
    private final PublicUrlConfig publicUrl;
    private final ScimLoad load;

    ScimHttp(
            UriInfo uri,
            HttpHeaders headers,
            SecurityIdentity identity,
            PublicUrlConfig publicUrl,
            ScimLoad load) {
        this.uri = uri;
        this.headers = headers;
        this.identity = identity;
        this.publicUrl = publicUrl;
        this.load = load;
    }

    /// Answers a request without a body.
    Response answer(Function<ScimRequest, ScimAnswer> endpoint) {
        return answer(ResourceType.USER, endpoint);
    }

    /// @param type of the resources that are answered with
    Response answer(ResourceType type, Function<ScimRequest, ScimAnswer> endpoint) {
        return response(
                load.within(
                        OptionalLong.of(0),
                        () -> ScimAnswer.orRefusal(() -> endpoint.apply(request(type)))));
    }

    /// Answers a request with a body.
    Response answer(InputStream body, BiFunction<ScimRequest, byte[], ScimAnswer> endpoint) {
        return answer(ResourceType.USER, body, endpoint);
    }

    Response answer(
            ResourceType type,
            InputStream body,
            BiFunction<ScimRequest, byte[], ScimAnswer> endpoint) {
        return response(
                load.within(
                        bodyBytes(),
                        () ->
                                ScimAnswer.orRefusal(() ->
                                        endpoint.apply(
                                                request(type), readBody(body, type.maxBytes())))));
    }

    /// URL of `/scim/v2` without a slash at its end.
    String base() {
        return publicUrl.base(uri.getBaseUri().toString()) + ROOT;
    }

    private ScimRequest request(ResourceType type) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        return new ScimRequest(
                "scim:" + Caller.of(identity).label(),
                base(),
                header(HttpHeaders.CONTENT_TYPE),
                header(HttpHeaders.IF_MATCH),
                header(HttpHeaders.IF_NONE_MATCH),
                parameter(query, "filter").filter(filter -> !filter.isBlank()),
                parameter(query, "startIndex"),
                parameter(query, "count"),
                Projection.of(
                        type,
                        parameter(query, "attributes"),
                        parameter(query, "excludedAttributes")),
                parameter(query, "sortBy"),
                parameter(query, "sortOrder"),
                parameter(query, "cursor"));
    }

    private byte[] readBody(InputStream body, int maxBytes) {
        try {
            // One byte more than is allowed, so that too much can be told from just enough; no more
            // than is announced, so that no large buffer is made for a small body.
            long most = Math.min(maxBytes, bodyBytes().orElse(maxBytes)) + 1;
            return body.readNBytes((int) most);
        } catch (IOException _) {
            // Nobody is there to read it, but it is no fault of ours to be logged as one.
            throw ScimException.invalidSyntax("the body ends too soon");
        }
    }

    private OptionalLong bodyBytes() {
        // -1 where it is not told.
        int length = headers.getLength();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    private Response response(ScimAnswer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        answer.body()
                .ifPresent(body ->
                        response.header(
                                        HttpHeaders.CONTENT_TYPE,
                                        MediaTypes.ofAnswer(header(HttpHeaders.ACCEPT)))
                                .entity(ScimJson.bytes(body)));
        return response.build();
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }

    private static Optional<String> parameter(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name));
    }
}
