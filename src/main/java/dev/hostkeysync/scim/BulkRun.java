package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.DatabaseFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/// Does the operations of one bulk request, each in a transaction of its own: in the order in which
/// they were sent, except that one with a reference waits for the resource it names. Where
/// resources name each other, one is made without the reference and completed by a PUT as soon as
/// the others exist.
final class BulkRun {

    private static final Logger LOG = Logger.getLogger(BulkRun.class);

    private final ScimRequest request;
    private final int failOnErrors;
    private final List<BulkStep> steps;
    private final List<BulkStep> pending;
    private final Map<String, BulkStep> makers = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> failed = new HashSet<>();

    BulkRun(ScimRequest request, BulkRequest bulk, List<ResourceEndpoint> endpoints) {
        this.request = request;
        this.failOnErrors = bulk.failOnErrors();
        this.steps =
                bulk.operations().stream()
                        .map(operation -> new BulkStep(operation, endpoints))
                        .toList();
        this.pending = new ArrayList<>(steps);
        for (BulkStep step : steps) {
            if (step.operation().isPost()) {
                step.operation().bulkId().ifPresent(bulkId -> makers.put(bulkId, step));
            }
        }
        putInOrder();
        steps.stream()
                .flatMap(step -> step.references().stream())
                .filter(bulkId -> !makers.containsKey(bulkId))
                .distinct()
                .toList()
                .forEach(this::fail);
    }

    // Changes of one resource keep their order, and none comes before the resource is complete.
    private void putInOrder() {
        Map<String, BulkStep> latest = new HashMap<>();
        for (BulkStep step : steps) {
            if (step.operation().isPost() || step.id().isEmpty()) {
                continue;
            }
            String id = step.id().get();
            BulkStep earlier = latest.put(id, step);
            if (earlier == null) {
                BulkReferences.bulkId(id).map(makers::get).ifPresent(step::after);
            } else {
                step.after(earlier);
            }
        }
    }

    /// @return what became of each operation that was tried, in the order of the request
    ObjectNode run() {
        int errors = 0;
        while (!pending.isEmpty() && errors < failOnErrors) {
            BulkStep next =
                    pending.stream()
                            .filter(BulkStep::isReady)
                            .findFirst()
                            .orElseGet(this::inACircle);
            try {
                advance(next);
            } catch (RuntimeException failure) {
                breakOff(next, failure);
            }
            if (next.isDone()) {
                pending.remove(next);
                errors += next.isRefused() ? 1 : 0;
            }
        }
        pending.stream().filter(step -> step.created().isPresent()).forEach(this::giveUp);
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.putArray("schemas").add(Urn.BULK_RESPONSE);
        ArrayNode results = response.putArray("Operations");
        steps.stream().filter(BulkStep::isDone).forEach(step -> results.add(result(step)));
        return response;
    }

    // When nobody is ready, everybody waits for somebody who waits: following it leads around.
    private BulkStep inACircle() {
        Set<BulkStep> seen = new LinkedHashSet<>();
        BulkStep step = pending.getFirst();
        while (seen.add(step)) {
            BulkStep current = step;
            step =
                    current.awaited()
                            .map(makers::get)
                            .or(current::before)
                            .orElseThrow(IllegalStateException::new);
        }
        return step;
    }

    private void advance(BulkStep step) {
        if (step.created().isPresent()) {
            complete(step);
            return;
        }
        ScimAnswer answer = ScimAnswer.orRefusal(() -> send(step));
        boolean whole = step.isReady();
        if (step.operation().isPost() && answer.status() < 400) {
            step.operation().bulkId().ifPresent(bulkId -> settle(bulkId, idIn(answer)));
        }
        if (whole || answer.status() >= 400) {
            finish(step, answer);
        } else {
            step.create(answer);
        }
    }

    private ScimAnswer send(BulkStep step) {
        BulkOperation operation = step.operation();
        ResourceEndpoint endpoint = step.endpoint();
        ScimRequest sent = request.operation(operation.version());
        return switch (operation.method()) {
            case "POST" -> {
                if (step.id().isPresent()) {
                    throw notAllowed(operation);
                }
                if (operation.bulkId().isEmpty()) {
                    throw ScimException.invalidValue("a POST needs a 'bulkId'");
                }
                checkReferences(step);
                yield endpoint.create(sent, body(step));
            }
            case "PUT" -> endpoint.replace(sent, target(step), body(step));
            case "PATCH" -> endpoint.patch(sent, target(step), body(step));
            case "DELETE" -> endpoint.delete(sent, target(step));
            default ->
                    throw ScimException.invalidValue("'method' must be POST, PUT, PATCH or DELETE");
        };
    }

    // Nothing has come between, or it is not overwritten.
    private void complete(BulkStep step) {
        ScimAnswer created = step.created().orElseThrow();
        ScimAnswer completed =
                ScimAnswer.orRefusal(() -> {
                    checkReferences(step);
                    return step.endpoint()
                            .replace(
                                    request.operation(
                                            Optional.ofNullable(created.headers().get("ETag"))),
                                    idIn(created),
                                    body(step));
                });
        if (completed.status() < 400) {
            finish(step, new ScimAnswer(created.status(), completed.headers(), completed.body()));
        } else {
            undo(step);
            finish(step, completed);
        }
    }

    /// What was answered with an error has left nothing behind.
    private void undo(BulkStep step) {
        ScimAnswer _ =
                step.endpoint()
                        .delete(
                                request.operation(Optional.empty()),
                                idIn(step.created().orElseThrow()));
    }

    private void giveUp(BulkStep step) {
        undo(step);
        step.answer(
                ScimAnswer.orRefusal(() -> {
                    throw ScimException.unresolved(
                            "the bulk request ended before the references of this operation could"
                                    + " be resolved");
                }));
    }

    // The database may be away for longer than anybody waits for a thousand answers.
    private void breakOff(BulkStep step, RuntimeException failure) {
        if (steps.stream().noneMatch(one -> one.isDone() || one.created().isPresent())) {
            throw failure;
        }
        boolean mayPass = DatabaseFaults.mayPass(failure);
        if (mayPass) {
            LOG.warnf(
                    "Broke a bulk request off: PostgreSQL does not answer (%s). Check DATABASE_URL"
                            + " and the database; the sender was told which operations to repeat",
                    failure.getClass().getSimpleName());
        } else {
            LOG.errorf(
                    failure,
                    "Broke a bulk request off at a %s: a fault of the service, please report it"
                            + " with this trace",
                    step.operation().method());
        }
        ScimAnswer unavailable =
                ScimAnswer.orRefusal(() -> {
                    throw mayPass
                            ? ScimException.of(503, "the database does not answer; try again")
                            : ScimException.of(500, "the service failed; its log tells why");
                });
        pending.forEach(one -> one.answer(unavailable));
        pending.clear();
    }

    private void finish(BulkStep step, ScimAnswer answer) {
        step.answer(answer);
        if (answer.status() >= 400 && step.operation().isPost()) {
            step.operation().bulkId().ifPresent(this::fail);
        }
    }

    private void fail(String bulkId) {
        failed.add(bulkId);
        steps.forEach(step -> step.settle(bulkId));
    }

    private void settle(String bulkId, String id) {
        ids.put(bulkId, id);
        steps.forEach(step -> step.settle(bulkId));
    }

    private byte[] body(BulkStep step) {
        JsonNode _ = step.operation().body();
        return ScimJson.bytes(step.data(bulkId -> Optional.ofNullable(ids.get(bulkId))));
    }

    /// @throws ScimException 405 for a path without an id, or as [#checkReferences]
    private String target(BulkStep step) {
        String id = step.id().orElseThrow(() -> notAllowed(step.operation()));
        checkReferences(step);
        return resolved(id);
    }

    private String resolved(String id) {
        return BulkReferences.bulkId(id).map(bulkId -> ids.getOrDefault(bulkId, id)).orElse(id);
    }

    /// @throws ScimException 409 when a resource that is named was not made
    private void checkReferences(BulkStep step) {
        for (String bulkId : step.references()) {
            if (failed.contains(bulkId)) {
                String name = Excerpt.of(bulkId);
                throw ScimException.unresolved(
                        makers.containsKey(bulkId)
                                ? "the operation with the bulkId '" + name + "' was refused"
                                : "no POST of this bulk request has the bulkId '" + name + "'");
            }
        }
    }

    private ObjectNode result(BulkStep step) {
        ScimAnswer answer = step.answer().orElseThrow();
        Optional<String> location =
                Optional.ofNullable(answer.headers().get("Location"))
                        .or(() ->
                                step.operation().isPost()
                                        ? Optional.empty()
                                        : step.location(request.base(), this::resolved));
        return step.result(location);
    }

    private static String idIn(ScimAnswer created) {
        return created.body().orElseThrow().path("id").asText();
    }

    private static ScimException notAllowed(BulkOperation operation) {
        return ScimException.of(
                405,
                operation.method() + " is not allowed at '" + Excerpt.of(operation.path()) + "'");
    }
}
