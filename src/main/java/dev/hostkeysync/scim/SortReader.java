package dev.hostkeysync.scim;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Elements;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.directory.Criteria.Values;
import dev.hostkeysync.directory.Sort;
import java.util.List;
import java.util.Optional;

/// Reads `sortBy` and `sortOrder` (RFC 7644 section 3.4.2.3).
final class SortReader {

    private SortReader() {}

    /// @throws ScimException `invalidPath` or `invalidValue`
    static Sort read(ResourceType type, Optional<String> sortBy, Optional<String> sortOrder) {
        boolean descending = isDescending(sortOrder);
        return sortBy.filter(name -> !name.isBlank())
                .map(name -> by(type, name.strip(), descending))
                // Without sortBy a sortOrder means nothing.
                .orElse(Sort.CREATED);
    }

    private static boolean isDescending(Optional<String> sortOrder) {
        return switch (sortOrder.map(String::strip).map(Attribute::key).orElse("")) {
            case "", "ascending" -> false;
            case "descending" -> true;
            default ->
                    throw ScimException.invalidValue("'sortOrder' must be ascending or descending");
        };
    }

    private static Sort by(ResourceType type, String name, boolean descending) {
        AttributeRef ref =
                AttributePath.parse(name)
                        .flatMap(type::find)
                        .orElseThrow(() ->
                                ScimException.invalidPath(
                                        "'sortBy' names no attribute: " + Excerpt.of(name)));
        if (ref.attribute().isComplex() && ref.sub().isEmpty()) {
            Attribute value = ref.attribute().sub("value").orElseThrow(() -> unsortable(name));
            ref = new AttributeRef(ref.extension(), ref.attribute(), Optional.of(value));
        }
        return switch (new Places(type, List.of()).at(ref)) {
            case Place.One(Attribute attribute, Operand operand) ->
                    new Sort(operand, Optional.empty(), attribute.caseExact(), descending);
            case Place.Many(Attribute attribute, Elements elements, Part part)
                    when elements instanceof Values values ->
                    new Sort(part, Optional.of(values), attribute.caseExact(), descending);
            // All the same, or the id with something before it.
            case Place.Fixed _, Place.Location _ ->
                    new Sort(Column.ID, Optional.empty(), /* exact */ true, descending);
            case Place.Version _ ->
                    new Sort(Column.VERSION, Optional.empty(), /* exact */ true, descending);
            case Place.Many _, Place.Whole _, Place.Schemas _, Place.Nowhere _ ->
                    throw unsortable(name);
        };
    }

    private static ScimException unsortable(String name) {
        return ScimException.invalidValue(
                "'sortBy' must name an attribute with one value, or with a primary one: "
                        + Excerpt.of(name));
    }
}
