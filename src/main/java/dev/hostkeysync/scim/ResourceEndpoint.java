package dev.hostkeysync.scim;

/// What an endpoint of RFC 7644 section 3 does with one kind of resource, without HTTP: requests
/// and answers are values, refusals are answers too. What is answered with 2xx is committed.
interface ResourceEndpoint {

    ResourceType type();

    ScimAnswer create(ScimRequest request, byte[] body);

    ScimAnswer get(ScimRequest request, String id);

    ScimAnswer list(ScimRequest request);

    /// What this kind adds to a list of several kinds.
    ListSource<?> source();

    ScimAnswer replace(ScimRequest request, String id, byte[] body);

    ScimAnswer patch(ScimRequest request, String id, byte[] body);

    ScimAnswer delete(ScimRequest request, String id);
}
