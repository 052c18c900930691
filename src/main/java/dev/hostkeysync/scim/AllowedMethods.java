package dev.hostkeysync.scim;

import java.util.Set;

/// The methods of each path (RFC 7644 section 3.2, table 1), as in the header `Allow`.
final class AllowedMethods {

    private static final Set<String> DISCOVERY =
            Set.of("ServiceProviderConfig", "ResourceTypes", "Schemas");
    private static final Set<String> QUERIES = Set.of("Bulk", ".search");

    private AllowedMethods() {}

    /// @param path below `/scim/v2`, beginning with a slash
    static String at(String path) {
        String[] steps = path.split("/");
        String first = steps.length > 1 ? steps[1] : "";
        if (first.isEmpty() || DISCOVERY.contains(first)) {
            return "GET, HEAD";
        }
        if (QUERIES.contains(first) || (steps.length > 2 && QUERIES.contains(steps[2]))) {
            return "POST";
        }
        return steps.length > 2 ? "GET, HEAD, PUT, PATCH, DELETE" : "GET, HEAD, POST";
    }
}
