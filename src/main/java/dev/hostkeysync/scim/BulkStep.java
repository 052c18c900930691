package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// One operation while a bulk request is worked on: what it waits for, and what has become of it.
final class BulkStep {

    private final BulkOperation operation;
    private final Optional<ResourceEndpoint> endpoint;
    private final Optional<String> id;
    private final Set<String> references = new LinkedHashSet<>();
    private final Set<String> awaited = new HashSet<>();
    private Optional<BulkStep> before = Optional.empty();
    private Optional<ScimAnswer> created = Optional.empty();
    private Optional<ScimAnswer> answer = Optional.empty();

    BulkStep(BulkOperation operation, List<ResourceEndpoint> endpoints) {
        this.operation = operation;
        String path = operation.path().startsWith("/") ? operation.path() : '/' + operation.path();
        int slash = path.indexOf('/', 1);
        String kind = slash < 0 ? path : path.substring(0, slash);
        this.endpoint =
                endpoints.stream().filter(one -> one.type().endpoint().equals(kind)).findFirst();
        this.id = slash < 0 ? Optional.empty() : Optional.of(path.substring(slash + 1));
        id.flatMap(BulkReferences::bulkId).ifPresent(references::add);
        if (endpoint.isPresent()) {
            collectReferences();
        }
        awaited.addAll(references);
    }

    private void collectReferences() {
        try {
            JsonNode _ =
                    data(bulkId -> {
                        references.add(bulkId);
                        return Optional.of(bulkId);
                    });
        } catch (ScimException _) {
            // It is refused for this when its turn comes.
        }
    }

    BulkOperation operation() {
        return operation;
    }

    /// @throws ScimException 404
    ResourceEndpoint endpoint() {
        return endpoint.orElseThrow(
                () -> ScimException.of(404, "there is nothing at the path of this operation"));
    }

    /// The id in the path, which may be a reference.
    Optional<String> id() {
        return id;
    }

    /// URL of the resource; empty while its id is a mere reference.
    Optional<String> location(String base, UnaryOperator<String> resolve) {
        return endpoint.flatMap(known ->
                id.map(resolve)
                        .filter(real -> BulkReferences.bulkId(real).isEmpty())
                        .map(real -> base + known.type().endpoint() + '/' + real));
    }

    /// The data with ids where references stood.
    JsonNode data(Function<String, Optional<String>> ids) {
        return operation.data().isMissingNode() || operation.data().isNull()
                ? operation.data()
                : new BulkReferences(endpoint().type(), ids)
                        .in(operation.method(), operation.body());
    }

    Set<String> references() {
        return references;
    }

    /// Whether nothing that this step needs is still to come.
    boolean isReady() {
        return awaited.isEmpty() && before.map(BulkStep::isDone).orElse(true);
    }

    /// One of the references that are still to come.
    Optional<String> awaited() {
        return references.stream().filter(awaited::contains).findFirst();
    }

    void settle(String bulkId) {
        awaited.remove(bulkId);
    }

    Optional<BulkStep> before() {
        return before;
    }

    /// Changes of one resource are made in the order in which they were sent.
    void after(BulkStep earlier) {
        before = Optional.of(earlier);
    }

    /// The answer to a POST that was made without some of its references.
    Optional<ScimAnswer> created() {
        return created;
    }

    void create(ScimAnswer first) {
        created = Optional.of(first);
    }

    Optional<ScimAnswer> answer() {
        return answer;
    }

    boolean isDone() {
        return answer.isPresent();
    }

    void answer(ScimAnswer last) {
        answer = Optional.of(last);
    }

    boolean isRefused() {
        return answer.filter(known -> known.status() >= 400).isPresent();
    }

    /// What the bulk response says of it (RFC 7644 section 3.7.3). A resource is not repeated: the
    /// RFC lets us leave it out, and so the response stays small.
    ///
    /// @param location of the resource, if there is one
    ObjectNode result(Optional<String> location) {
        ScimAnswer last = answer.orElseThrow();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        location.ifPresent(url -> result.put("location", url));
        result.put("method", operation.method());
        operation.bulkId().ifPresent(bulkId -> result.put("bulkId", bulkId));
        Optional.ofNullable(last.headers().get("ETag"))
                .ifPresent(version -> result.put("version", version));
        result.put("status", Integer.toString(last.status()));
        if (isRefused()) {
            last.body().ifPresent(error -> result.set("response", error));
        }
        return result;
    }
}
