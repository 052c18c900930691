package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A document after a PATCH, both in single quotes.
final class Patched {

    private Patched() {}

    static String patched(String document, String operations) {
        ObjectNode changed = Json.object(document);
        Patch.read(Json.object("{'Operations':[" + operations + "]}"))
                .applyTo(ResourceType.USER, changed);
        return Json.text(changed);
    }
}
