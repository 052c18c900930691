package dev.hostkeysync.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.IndexView;

/// Runs over the description when all annotations and `openapi/*.yaml` are in it. An operation is
/// known by its `operationId`.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentFilter implements OASFilter {

    private final IndexView index;

    public DocumentFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        new RecordSchemas(index).complete(api);
        Map<String, Endpoint> endpoints = Endpoint.byOperationId(index);
        Refusals refusals = new Refusals(api);
        Samples samples = new Samples(api);
        SharedParameters parameters = new SharedParameters(api);
        for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
            for (Operation operation : path.getValue().getOperations().values()) {
                Endpoint endpoint = endpoints.get(operation.getOperationId());
                if (endpoint != null) {
                    endpoint.protect(operation);
                    refusals.add(path.getKey(), operation, endpoint.refusals());
                }
                parameters.refer(operation);
                samples.add(operation);
            }
        }
    }
}
