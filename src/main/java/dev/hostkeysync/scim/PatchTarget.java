package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.scim.PatchOperation.Op;

/// The place in a document that an operation changes.
interface PatchTarget {

    /// What is accepted and changes nothing.
    PatchTarget IGNORED = (op, value) -> {};

    /// @param value missing only for `remove`
    /// @throws ScimException when it cannot be changed so
    void change(Op op, JsonNode value);
}
