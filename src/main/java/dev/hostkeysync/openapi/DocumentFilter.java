package dev.hostkeysync.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/// Runs over the description when all annotations are in it, and adds `openapi/*.yaml`. An
/// operation is known by its `operationId`.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class DocumentFilter implements OASFilter {

    private static final Pattern API =
            Pattern.compile("/(api|scim|webhooks|ssf|\\.well-known)/|/scim/v2$");

    private final IndexView index;

    public DocumentFilter(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Parts.addTo(api);
        // Pages are for people, not for programs.
        api.getPaths()
                .setPathItems(
                        api.getPaths().getPathItems().entrySet().stream()
                                .filter(path -> API.matcher(path.getKey()).lookingAt())
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                Map.Entry::getValue,
                                                (one, _) -> one,
                                                LinkedHashMap::new)));
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
                dropEmpty(operation);
                parameters.refer(operation);
                samples.add(operation);
                operation
                        .getResponses()
                        .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
            }
        }
    }

    /// What is answered without a body has no media type either.
    private static void dropEmpty(Operation operation) {
        for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
            boolean isEmpty =
                    response.getContent() != null
                            && response.getContent().getMediaTypes().values().stream()
                                    .allMatch(media -> isNothing(media.getSchema()));
            if (isEmpty) {
                response.setContent(null);
            }
        }
    }

    private static boolean isNothing(@Nullable Schema schema) {
        return schema == null || schema.getAll().isEmpty();
    }
}
