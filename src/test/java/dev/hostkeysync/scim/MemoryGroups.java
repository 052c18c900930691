package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A second kind of resource, in memory, that tells what was asked of it.
final class MemoryGroups implements ResourceEndpoint {

    private static final ResourceType TYPE =
            new ResourceType(
                    "Group",
                    "/Groups",
                    new Schema(
                            "urn:ietf:params:scim:schemas:core:2.0:Group",
                            Map.of(),
                            Json.object("{}")),
                    List.of(),
                    Attribute.byName(
                            Json.value(
                                    """
                                    [{'name':'displayName','type':'string','mutability':'readWrite','returned':'default'},
                                     {'name':'members','type':'complex','multiValued':true,'mutability':'readWrite','returned':'default',
                                      'subAttributes':[
                                       {'name':'value','type':'string','mutability':'immutable','returned':'default'},
                                       {'name':'$ref','type':'reference','mutability':'immutable','returned':'default'}]}]\
                                    """)),
                    ScimJson.MAX_BYTES);

    final List<String> calls = new ArrayList<>();
    private final Map<String, ObjectNode> groups = new LinkedHashMap<>();
    private String refused = "nobody";
    private boolean broken;

    /// From now on a group of this name is refused.
    void refuse(String displayName) {
        refused = displayName;
    }

    /// From now on nothing answers.
    void breakDown() {
        broken = true;
    }

    @Override
    public ResourceType type() {
        return TYPE;
    }

    @Override
    public ScimAnswer create(ScimRequest request, byte[] body) {
        String id = "g" + (groups.size() + 1);
        return stored("POST", request, 201, id, body);
    }

    @Override
    public ScimAnswer get(ScimRequest request, String id) {
        return ScimAnswer.of(200, groups.getOrDefault(id, Json.object("{}")));
    }

    @Override
    public ScimAnswer list(ScimRequest request) {
        return ScimAnswer.of(200, ListResponse.of(groups.size(), 1, groups.values()));
    }

    @Override
    public ScimAnswer replace(ScimRequest request, String id, byte[] body) {
        return stored("PUT", request, 200, id, body);
    }

    @Override
    public ScimAnswer patch(ScimRequest request, String id, byte[] body) {
        calls.add("PATCH %s %s".formatted(id, Json.text(ScimJson.parse(body))));
        return ScimAnswer.of(200, Json.object("{}"));
    }

    @Override
    public ScimAnswer delete(ScimRequest request, String id) {
        calls.add("DELETE " + id);
        return ScimAnswer.empty(204, Map.of());
    }

    private ScimAnswer stored(
            String method, ScimRequest request, int status, String id, byte[] body) {
        if (broken) {
            throw new IllegalStateException("no database");
        }
        ObjectNode group = ScimJson.parse(body);
        calls.add(
                "%s %s %s%s"
                        .formatted(
                                method,
                                id,
                                Json.text(group.path("members")),
                                request.ifMatch().map(tag -> " if " + tag).orElse("")));
        if (group.path("displayName").asText().equals(refused)) {
            return ScimAnswer.orRefusal(() -> {
                throw ScimException.of(ScimType.UNIQUENESS, "taken");
            });
        }
        groups.put(id, group.put("id", id));
        String tag = ETag.of(status == 201 ? 1 : 2);
        return new ScimAnswer(
                status,
                Map.of("ETag", tag, "Location", request.base() + "/Groups/" + id),
                Optional.of(group));
    }

    @Override
    public ListSource<?> source() {
        throw new UnsupportedOperationException("no bulk request lists");
    }
}
