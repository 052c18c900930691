package dev.hostkeysync.ssfsim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One request, with what is checked of each.
final class Exchange {

    private static final JsonMapper JSON = new JsonMapper();

    /// A request that breaks a rule.
    static final class Broken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Broken(int status, String rule) {
            super(rule);
            this.status = status;
        }
    }

    private final HttpExchange exchange;

    Exchange(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    void mustBe(String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            throw new Broken(405, "the method must be " + method);
        }
    }

    void mustBear(String token) {
        if (!("Bearer " + token).equals(header("Authorization"))) {
            throw new Broken(401, "the bearer token must be right");
        }
    }

    JsonNode json() throws IOException {
        if (!"application/json".equals(header("Content-Type"))) {
            throw new Broken(415, "the content type must be application/json");
        }
        if (!"application/json".equals(header("Accept"))) {
            throw new Broken(406, "JSON must be accepted");
        }
        try {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException _) {
            // Said below.
        }
        throw new Broken(400, "the body must be a JSON object");
    }

    void answer(int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    void answer(Broken broken) throws IOException {
        answer(broken.status, "{\"error\":\"" + broken.getMessage() + "\"}");
    }

    private @Nullable String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }
}
