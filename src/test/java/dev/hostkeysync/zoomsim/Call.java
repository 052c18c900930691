package dev.hostkeysync.zoomsim;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One request, read to its end.
///
/// @param target path and query as they came
/// @param segments the path's segments, percent-decoded
/// @param query parameters of the query
/// @param contended whether another write on the same user was in flight when it came
/// @param valueRefused whether its host key is to be found too weak
record Call(
        String method,
        String target,
        List<String> segments,
        Parameters query,
        Headers headers,
        String body,
        boolean contended,
        boolean valueRefused) {

    static Call read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                segmentsOf(exchange.getRequestURI().getRawPath()),
                Parameters.parse(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body,
                /* contended= */ false,
                /* valueRefused= */ false);
    }

    private static List<String> segmentsOf(String rawPath) {
        return Arrays.stream(rawPath.substring(1).split("/", -1)).map(Call::decoded).toList();
    }

    // URLDecoder is meant for forms, where a plus is a blank; in a path it is a plus.
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Call withContended(boolean value) {
        return new Call(method, target, segments, query, headers, body, value, valueRefused);
    }

    Call withValueRefused() {
        return new Call(method, target, segments, query, headers, body, contended, true);
    }

    boolean isControl() {
        return segments.getFirst().equals("_sim");
    }

    /// Whether it may change the user it names.
    boolean isWrite() {
        boolean ofUser = segments.size() == 3 || segments.getLast().equals("status");
        return !method.equals("GET") && userRef().isPresent() && ofUser;
    }

    String path() {
        return "/" + String.join("/", segments);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    boolean hasContentType(String mediaType) {
        return header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(mediaType::equals)
                .isPresent();
    }

    /// The user the path names, by id or by e-mail.
    Optional<String> userRef() {
        boolean namesUser = segments.size() >= 3 && path().startsWith("/v2/users/");
        return namesUser ? Optional.of(segments.get(2)) : Optional.empty();
    }
}
