package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// Finds the place in a document that a path means.
record PatchTargets(ResourceType type, ObjectNode document, MembersTarget members) {

    /// A path of its own must mean something.
    ///
    /// @throws ScimException `invalidPath` or `mutability`
    PatchTarget required(PatchPath path, JsonNode value) {
        Optional<AttributeRef> ref = path.attribute().flatMap(type::find);
        if (ref.isPresent()) {
            return known(path, ref.get(), /* strict */ true);
        }
        return extension(path, value)
                .orElseThrow(() ->
                        ScimException.invalidPath(
                                "there is no attribute '" + Excerpt.of(path.text()) + "'"));
    }

    /// A key of a value without path is treated as in a POST: what nobody knows, and what is ours
    /// to say, is passed over.
    PatchTarget lenient(String key, JsonNode value) {
        Optional<PatchPath> path = parse(key);
        Optional<AttributeRef> ref = path.flatMap(PatchPath::attribute).flatMap(type::find);
        if (ref.isPresent()) {
            return known(path.get(), ref.get(), /* strict */ false);
        }
        return path.flatMap(known -> extension(known, value)).orElse(PatchTarget.IGNORED);
    }

    private static Optional<PatchPath> parse(String key) {
        try {
            return Optional.of(PatchPath.parse(key));
        } catch (ScimException _) {
            return Optional.empty();
        }
    }

    private PatchTarget known(PatchPath path, AttributeRef ref, boolean strict) {
        Attribute attribute = ref.attribute();
        Optional<Attribute> sub = sub(path, ref);
        if (attribute.neverReturned() || attribute.name().equals("schemas")) {
            return PatchTarget.IGNORED;
        }
        if (attribute.readOnly() || sub.filter(Attribute::readOnly).isPresent()) {
            if (strict) {
                throw ScimException.of(
                        ScimType.MUTABILITY, "'" + Excerpt.of(path.text()) + "' is read-only");
            }
            return PatchTarget.IGNORED;
        }
        if (type.core().urn().equals(Urn.GROUP) && attribute.name().equals("members")) {
            return members.of(path.filter(), sub);
        }
        if (sub.filter(Attribute::immutable).isPresent()) {
            throw ScimException.of(
                    ScimType.MUTABILITY,
                    "'"
                            + Excerpt.of(path.text())
                            + "' cannot be changed; remove the value and add another");
        }
        if (attribute.multiValued()) {
            return path.filter()
                    .<PatchTarget>map(filter ->
                            new FilteredTarget(document, ref.extension(), attribute, filter, sub))
                    .orElseGet(
                            () -> new MultiValuedTarget(document, ref.extension(), attribute, sub));
        }
        if (path.filter().isPresent()) {
            throw ScimException.invalidPath(
                    "'" + attribute.name() + "' has one value only, a filter means nothing on it");
        }
        return new SingularTarget(document, ref.extension(), attribute, sub);
    }

    private static Optional<Attribute> sub(PatchPath path, AttributeRef ref) {
        if (path.subOfValues().isEmpty()) {
            return ref.sub();
        }
        return Optional.of(
                ref.attribute()
                        .sub(path.subOfValues().get())
                        .orElseThrow(() ->
                                ScimException.invalidPath(
                                        "there is no attribute '"
                                                + Excerpt.of(path.text())
                                                + "'")));
    }

    private Optional<PatchTarget> extension(PatchPath path, JsonNode value) {
        if (!Urn.isUrn(path.text()) || path.filter().isPresent()) {
            return Optional.empty();
        }
        if (type.core().urn().equalsIgnoreCase(path.text())) {
            return Optional.of(new ExtensionTarget(this, type.core()));
        }
        return type.extension(path.text())
                .<PatchTarget>map(known -> new ExtensionTarget(this, known))
                .or(() -> ForeignTarget.of(this, path, value));
    }
}
