package dev.hostkeysync.scim;

import dev.hostkeysync.directory.Criteria;

/// Where the directory has what a path means.
sealed interface Place {

    record One(Attribute attribute, Criteria.Operand operand) implements Place {}

    /// A part of many values.
    record Many(Attribute attribute, Criteria.Elements elements, Criteria.Part part)
            implements Place {}

    /// An attribute with parts, as a whole.
    record Whole(AttributeRef ref, Criteria present) implements Place {}

    /// The same for every resource of the type.
    record Fixed(Attribute attribute, String value) implements Place {}

    record Location(Attribute attribute) implements Place {}

    record Version(Attribute attribute) implements Place {}

    record Schemas(Attribute attribute) implements Place {}

    /// Known to another type of resource only: missing in all of this one.
    record Nowhere() implements Place {}
}
