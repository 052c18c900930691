package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Optional;

/// RFC 7644 section 3.4.2.
final class ListResponse {

    private ListResponse() {}

    /// @param total of the whole list, whatever is in this page
    static ObjectNode of(long total, int startIndex, Collection<? extends JsonNode> page) {
        ObjectNode list = head(total);
        list.put("startIndex", startIndex);
        return with(list, page);
    }

    /// A page that a cursor led to, or the first of them: RFC 9865 section 2.
    static ObjectNode ofCursor(
            long total,
            Collection<? extends JsonNode> page,
            Optional<String> next,
            Optional<String> previous) {
        ObjectNode list = head(total);
        next.ifPresent(cursor -> list.put("nextCursor", cursor));
        previous.ifPresent(cursor -> list.put("previousCursor", cursor));
        return with(list, page);
    }

    private static ObjectNode head(long total) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(Urn.LIST_RESPONSE);
        list.put("totalResults", total);
        return list;
    }

    private static ObjectNode with(ObjectNode list, Collection<? extends JsonNode> page) {
        list.put("itemsPerPage", page.size());
        list.putArray("Resources").addAll(page);
        return list;
    }
}
