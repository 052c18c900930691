package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/// Where attributes stand in a document: at its top, or in the object of their extension.
final class Containers {

    private Containers() {}

    /// Lets something be changed where the extension's attributes stand; an extension that is empty
    /// afterwards is gone.
    static void change(
            ObjectNode document, Optional<String> extension, Consumer<ObjectNode> change) {
        if (extension.isEmpty()) {
            change.accept(document);
            return;
        }
        String urn = extension.get();
        ObjectNode container =
                document.get(urn) instanceof ObjectNode existing ? existing : document.objectNode();
        change.accept(container);
        if (container.isEmpty()) {
            document.remove(urn);
        } else {
            document.set(urn, container);
        }
    }
}
