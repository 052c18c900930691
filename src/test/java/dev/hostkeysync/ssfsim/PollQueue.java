package dev.hostkeysync.ssfsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// SETs that wait to be fetched (RFC 8936): each is given again until it is acknowledged or
/// refused.
public final class PollQueue {

    private static final Set<String> MEMBERS =
            Set.of("maxEvents", "returnImmediately", "ack", "setErrs");

    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Duration longPoll;

    PollQueue(Duration longPoll) {
        this.longPoll = longPoll;
    }

    public synchronized void put(String jti, String set) {
        waiting.put(jti, set);
        notifyAll();
    }

    /// How many are neither acknowledged nor refused.
    public synchronized int size() {
        return waiting.size();
    }

    /// In the order in which they were.
    public synchronized List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /// The error codes.
    public synchronized Map<String, String> refused() {
        return Map.copyOf(refused);
    }

    /// @return the answer's body
    synchronized ObjectNode poll(JsonNode request) throws InterruptedException {
        check(request);
        request.path("ack")
                .forEach(jti -> {
                    if (waiting.remove(jti.textValue()) != null) {
                        acknowledged.add(jti.textValue());
                    }
                });
        request.path("setErrs")
                .properties()
                .forEach(error -> {
                    waiting.remove(error.getKey());
                    refused.put(error.getKey(), error.getValue().path("err").textValue());
                });
        int most = request.path("maxEvents").asInt(Integer.MAX_VALUE);
        if (most > 0 && waiting.isEmpty() && !request.path("returnImmediately").asBoolean()) {
            long end = System.nanoTime() + longPoll.toNanos();
            for (long left = end - System.nanoTime();
                    left > 1_000_000 && waiting.isEmpty();
                    left = end - System.nanoTime()) {
                wait(left / 1_000_000);
            }
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode sets = answer.putObject("sets");
        waiting.entrySet().stream()
                .limit(most)
                .forEach(set -> sets.put(set.getKey(), set.getValue()));
        answer.put("moreAvailable", waiting.size() > most);
        return answer;
    }

    private static void check(JsonNode request) {
        for (var member : request.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new Exchange.Broken(400, "RFC 8936 has no member " + member.getKey());
            }
        }
        require(
                request.path("maxEvents").isMissingNode()
                        || request.path("maxEvents").canConvertToInt(),
                "maxEvents must be a number");
        require(
                request.path("returnImmediately").isMissingNode()
                        || request.path("returnImmediately").isBoolean(),
                "returnImmediately must be true or false");
        require(
                request.path("ack").isMissingNode() || request.path("ack").isArray(),
                "ack must be an array");
        request.path("ack").forEach(jti -> require(jti.isTextual(), "ack must hold texts"));
        require(
                request.path("setErrs").isMissingNode() || request.path("setErrs").isObject(),
                "setErrs must be an object");
        request.path("setErrs")
                .forEach(error ->
                        require(
                                error.path("err").isTextual()
                                        && error.path("description").isTextual(),
                                "an error must have err and description"));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new Exchange.Broken(400, rule);
        }
    }
}
