package dev.hostkeysync.bench;

import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.NotImplementedException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The fastest store that can be put behind the other server: hash maps of JSON text, with an index
/// by name. What is in it is gone when the process ends.
///
/// Abstract, because the library reads the kind of resource from the subclass.
///
/// @param <T> User or Group
abstract class PeerStore<T extends ResourceNode> extends ResourceHandler<T> {

    private final String nameAttribute;
    private final Map<String, byte[]> byId = new ConcurrentHashMap<>();
    private final Map<String, String> idByName = new ConcurrentHashMap<>();
    private final List<String> order = new ArrayList<>();

    /// @param nameAttribute the one that is unique
    PeerStore(String nameAttribute) {
        this.nameAttribute = nameAttribute;
    }

    /// Puts in a resource that needs no check.
    void fill(String id, String name, String json) {
        byId.put(id, json.getBytes(StandardCharsets.UTF_8));
        String _ = idByName.put(key(name), id);
        synchronized (order) {
            order.add(id);
        }
    }

    int size() {
        return byId.size();
    }

    @Override
    public T createResource(T resource, Context context) {
        String id = UUID.randomUUID().toString();
        String name = resource.path(nameAttribute).asText();
        if (idByName.putIfAbsent(key(name), id) != null) {
            throw new ConflictException("the name is taken");
        }
        Instant now = Instant.now();
        resource.setId(id);
        Meta meta = resource.getMeta().orElseThrow();
        meta.setCreated(now);
        meta.setLastModified(now);
        byId.put(id, resource.toString().getBytes(StandardCharsets.UTF_8));
        synchronized (order) {
            order.add(id);
        }
        return resource;
    }

    @Override
    public T getResource(
            String id,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        byte[] json = byId.get(id);
        if (json == null) {
            throw new ResourceNotFoundException("there is none with this id");
        }
        return read(json);
    }

    @Override
    public PartialListResponse<T> listResources(
            long startIndex,
            int count,
            @Nullable FilterNode filter,
            @Nullable SchemaAttribute sortBy,
            @Nullable SortOrder sortOrder,
            List<SchemaAttribute> attributes,
            List<SchemaAttribute> excluded,
            Context context) {
        if (filter == null) {
            return response(page(startIndex, count), byId.size());
        }
        if (filter instanceof AttributeExpressionLeaf leaf
                && leaf.getComparator() == Comparator.EQ
                && leaf.getShortName().equalsIgnoreCase(nameAttribute)) {
            String id = idByName.get(key(leaf.getValue()));
            List<String> found = id == null ? List.of() : List.of(id);
            return response(found, found.size());
        }
        throw new NotImplementedException("only the name is looked for");
    }

    @Override
    public T updateResource(T resource, Context context) {
        String id = resource.getId().orElseThrow();
        resource.getMeta().orElseThrow().setLastModified(Instant.now());
        byId.put(id, resource.toString().getBytes(StandardCharsets.UTF_8));
        return resource;
    }

    @Override
    public void deleteResource(String id, Context context) {
        throw new NotImplementedException("nobody is deleted in a measurement");
    }

    private List<String> page(long startIndex, int count) {
        synchronized (order) {
            int first = (int) Math.min(startIndex - 1, order.size());
            return List.copyOf(order.subList(first, Math.min(first + count, order.size())));
        }
    }

    private PartialListResponse<T> response(List<String> ids, long total) {
        List<T> resources =
                ids.stream().map(id -> read(Objects.requireNonNull(byId.get(id)))).toList();
        return PartialListResponse.<T>builder().resources(resources).totalResults(total).build();
    }

    private T read(byte[] json) {
        return JsonHelper.readJsonDocument(new String(json, StandardCharsets.UTF_8), getType());
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
