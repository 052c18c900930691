package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.graphsim.Tenant.Entry;
import dev.hostkeysync.graphsim.Tenant.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// `/v1.0/users/{id}`, `/v1.0/directory/deletedItems/{id}`, `/v1.0/users/delta`.
final class UsersApi {

    /// A round of the delta query under way.
    ///
    /// @param end where the next round goes on
    private record Rest(List<Entry> entries, Set<String> select, long end) {}

    private record Since(long time, Set<String> select) {}

    private final Tenant tenant;
    private final int pageSize;
    private final Map<String, Rest> skips = new ConcurrentHashMap<>();
    private final Map<String, Since> deltas = new ConcurrentHashMap<>();

    UsersApi(Tenant tenant, int pageSize) {
        this.tenant = tenant;
        this.pageSize = pageSize;
    }

    /// From now on no token of the delta query is known.
    void forgetDeltas() {
        skips.clear();
        deltas.clear();
    }

    Answer user(String id, Map<String, String> query) {
        Optional<Set<String>> select = select(query, Set.of("$select"));
        if (select.isEmpty()) {
            return Answer.badRequest("Could not find a property named so on type 'user'.");
        }
        return tenant.find(id, Place.PRESENT)
                .map(user -> Answer.json(200, user.json(select.get(), /* whole */ true)))
                .orElseGet(() -> Answer.notFound(id));
    }

    Answer deletedItem(String id, Map<String, String> query) {
        if (select(query, Set.of("$select")).isEmpty()) {
            return Answer.badRequest("Could not find a property named so.");
        }
        return tenant.find(id, Place.DELETED)
                .map(user -> {
                    ObjectNode item = Answer.JSON.createObjectNode();
                    item.put("@odata.type", "#microsoft.graph.user").put("id", user.id());
                    return Answer.json(200, item);
                })
                .orElseGet(() -> Answer.notFound(id));
    }

    Answer delta(Map<String, String> query, String base) {
        boolean goesOn = query.containsKey("$skiptoken") || query.containsKey("$deltatoken");
        if (goesOn && query.size() != 1) {
            return Answer.badRequest("A token stands alone: it holds the other parameters.");
        }
        if (query.containsKey("$skiptoken")) {
            Rest rest = skips.get(query.get("$skiptoken"));
            return rest == null ? gone(base) : page(rest, base);
        }
        if (query.containsKey("$deltatoken")) {
            Since since = deltas.get(query.get("$deltatoken"));
            return since == null
                    ? gone(base)
                    : page(
                            new Rest(tenant.since(since.time()), since.select(), tenant.now()),
                            base);
        }
        return select(query, Set.of("$select"))
                .map(select -> page(new Rest(tenant.present(), select, tenant.now()), base))
                .orElseGet(() -> Answer.badRequest("This query is not supported."));
    }

    private static Answer gone(String base) {
        return Answer.error(410, "syncStateNotFound", "Delta sync state is not found.")
                .with("Location", base + "/v1.0/users/delta?$deltatoken=");
    }

    private Answer page(Rest rest, String base) {
        ObjectNode page = Answer.JSON.createObjectNode();
        page.put("@odata.context", base + "/v1.0/$metadata#users");
        ArrayNode value = page.putArray("value");
        List<Entry> entries = rest.entries();
        int end = Math.min(pageSize, entries.size());
        entries.subList(0, end).forEach(entry -> value.add(item(entry, rest.select())));
        String token = UUID.randomUUID().toString();
        if (end < entries.size()) {
            skips.put(
                    token,
                    new Rest(entries.subList(end, entries.size()), rest.select(), rest.end()));
            page.put("@odata.nextLink", base + "/v1.0/users/delta?$skiptoken=" + token);
        } else {
            deltas.put(token, new Since(rest.end(), rest.select()));
            page.put("@odata.deltaLink", base + "/v1.0/users/delta?$deltatoken=" + token);
        }
        return Answer.json(200, page);
    }

    private static ObjectNode item(Entry entry, Set<String> select) {
        if (entry.place() == Place.PRESENT) {
            return entry.user().json(select, /* whole */ false);
        }
        ObjectNode removed = Answer.JSON.createObjectNode();
        removed.put("id", entry.user().id());
        removed.putObject("@removed")
                .put("reason", entry.place() == Place.DELETED ? "changed" : "deleted");
        return removed;
    }

    private static Optional<Set<String>> select(Map<String, String> query, Set<String> allowed) {
        if (!allowed.containsAll(query.keySet())) {
            return Optional.empty();
        }
        if (!query.containsKey("$select")) {
            return Optional.of(new TreeSet<>(SimUser.DEFAULT));
        }
        Set<String> select = new LinkedHashSet<>(List.of(query.get("$select").split(",", -1)));
        return SimUser.PROPERTIES.containsAll(select) ? Optional.of(select) : Optional.empty();
    }
}
