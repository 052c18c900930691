package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/// RFC 7644 section 3.4.2.
final class ListResponse {

    private ListResponse() {}

    /// @param total of the whole list, whatever is in this page
    static ObjectNode of(long total, int startIndex, Collection<? extends JsonNode> page) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(Urn.LIST_RESPONSE);
        list.put("totalResults", total);
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", page.size());
        list.putArray("Resources").addAll(page);
        return list;
    }
}
