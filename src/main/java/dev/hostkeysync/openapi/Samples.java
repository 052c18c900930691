package dev.hostkeysync.openapi;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.jspecify.annotations.Nullable;

/// Puts the samples of `components/examples` where their names say: `<operationId>.request` or
/// `<operationId>.<status>`, and `.<what>` where there are several.
final class Samples {

    private static final Pattern NAME =
            Pattern.compile("(?<operation>\\w+)\\.(?<place>request|\\d{3})(\\.(?<what>.+))?");

    private final Map<String, Example> samples;

    Samples(OpenAPI api) {
        this.samples = api.getComponents().getExamples();
    }

    void add(Operation operation) {
        for (String name : samples.keySet()) {
            Matcher parts = NAME.matcher(name);
            if (parts.matches() && parts.group("operation").equals(operation.getOperationId())) {
                Content content = content(operation, parts.group("place"));
                if (content == null || content.getMediaTypes() == null) {
                    throw new IllegalStateException("there is no body for the sample " + name);
                }
                String what = parts.group("what") == null ? "sample" : parts.group("what");
                content.getMediaTypes()
                        .values()
                        .forEach(media -> {
                            var _ = media.addExample(what, OASFactory.createExample().ref(name));
                        });
            }
        }
    }

    private static @Nullable Content content(Operation operation, String place) {
        if (place.equals("request")) {
            return operation.getRequestBody() == null
                    ? null
                    : operation.getRequestBody().getContent();
        }
        var response = operation.getResponses().getAPIResponse(place);
        return response == null ? null : response.getContent();
    }
}
