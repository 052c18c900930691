package dev.hostkeysync.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// `application/problem+json` (RFC 9457 section 3), wherever no feature brings its own form.
final class ProblemBody implements ErrorBody {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public boolean covers(String path) {
        return true;
    }

    @Override
    public String mediaType() {
        return "application/problem+json";
    }

    @Override
    public byte[] write(Problem problem) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", problem.type().toString());
        body.put("title", problem.title());
        body.put("status", problem.status());
        problem.detail().ifPresent(detail -> body.put("detail", detail));
        problem.errors()
                .forEach(fault ->
                        body.withArray("errors")
                                .addObject()
                                .put("pointer", fault.pointer())
                                .put("detail", fault.detail()));
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers cannot be written", e);
        }
    }
}
