package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.ResourcePage;
import dev.hostkeysync.directory.Search;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// One kind of resource as lists need it.
///
/// @param query finds a part of what is looked for
/// @param representation resources as the request wants to see them, one for each and in the same
///   order
record ListSource<T>(
        ResourceType type,
        Function<Search, ResourcePage<T>> query,
        BiFunction<ScimRequest, List<T>, List<ObjectNode>> representation) {

    /// @param shown as they are wanted
    record Part(ResourcePage<?> page, List<ObjectNode> shown) {}

    Part part(ScimRequest request, Search search) {
        ResourcePage<T> page = query.apply(search);
        List<ObjectNode> shown =
                page.rows().isEmpty() ? List.of() : representation.apply(request, page.resources());
        return new Part(page, shown);
    }
}
