package dev.hostkeysync.scim;

/// What an endpoint of RFC 7644 section 3 does with one kind of resource, without HTTP: requests
/// and answers are values, refusals are answers too. What is answered with 2xx is committed.
interface ResourceEndpoint {

    ResourceType type();

    ScimAnswer create(ScimRequest request, byte[] body);

    ScimAnswer get(ScimRequest request, String id);

    default ScimAnswer list(ScimRequest request) {
        return ScimAnswer.orRefusal(() -> ResourceSearch.list(request, source()));
    }

    /// What a list of this kind, alone or beside others, is made from.
    ListSource<?> source();

    ScimAnswer replace(ScimRequest request, String id, byte[] body);

    ScimAnswer patch(ScimRequest request, String id, byte[] body);

    ScimAnswer delete(ScimRequest request, String id);
}
