package dev.hostkeysync.scim;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// `/Bulk`, for every kind of resource that has an endpoint.
@ApplicationScoped
class BulkEndpoint {

    private final List<ResourceEndpoint> endpoints;

    BulkEndpoint(@All List<ResourceEndpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    ScimAnswer bulk(ScimRequest request, byte[] payload) {
        return ScimAnswer.orRefusal(() -> {
            MediaTypes.checkBody(request.contentType());
            BulkRequest bulk = BulkRequest.read(payload);
            return ScimAnswer.of(200, new BulkRun(request, bulk, endpoints).run());
        });
    }
}
