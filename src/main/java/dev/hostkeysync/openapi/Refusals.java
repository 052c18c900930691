package dev.hostkeysync.openapi;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Makes of names of problems the responses that tell them, each with the sample that
/// `components/examples` has of it.
final class Refusals {

    /// How a part of the URL space writes errors.
    private record Form(String prefix, String mediaType, String schema) {

        private static final Form PROBLEM =
                new Form("problem.", "application/problem+json", "Problem");
        private static final Form SCIM = new Form("scim.", "application/scim+json", "ScimError");

        static Form of(String path) {
            return path.startsWith("/scim/") ? SCIM : PROBLEM;
        }
    }

    /// In a sample: the answer says when to ask again.
    private static final String RETRY_AFTER = "x-retry-after";

    private final Map<String, Example> samples;

    Refusals(OpenAPI api) {
        this.samples = api.getComponents().getExamples();
    }

    /// @param names of problems
    void add(String path, Operation operation, List<String> names) {
        Form form = Form.of(path);
        Set<String> made = new HashSet<>();
        for (String name : names) {
            Example sample = samples.get(form.prefix + name);
            if (sample == null || !(sample.getValue() instanceof Map<?, ?> body)) {
                throw new IllegalStateException(
                        "%s may be refused with %s, and no file in openapi/ has a sample %s%s"
                                .formatted(operation.getOperationId(), name, form.prefix, name));
            }
            String status = String.valueOf(body.get("status"));
            String words = sample.getSummary() != null ? sample.getSummary() : title(body);
            APIResponse response = operation.getResponses().getAPIResponse(status);
            if (response == null) {
                response = OASFactory.createAPIResponse().description(words);
                var _ = operation.getResponses().addAPIResponse(status, response);
                var _ = made.add(status);
            } else if (made.contains(status) && !isSaid(response, words)) {
                response.setDescription(response.getDescription() + "; " + words);
            }
            var _ =
                    media(response, form)
                            .addExample(name, OASFactory.createExample().ref(form.prefix + name));
            headers(response, status, sample);
        }
    }

    private static boolean isSaid(APIResponse response, String words) {
        return Arrays.asList(response.getDescription().split("; ")).contains(words);
    }

    private static String title(Map<?, ?> body) {
        return String.valueOf(body.get("title"));
    }

    private static MediaType media(APIResponse response, Form form) {
        if (response.getContent() == null) {
            response.setContent(OASFactory.createContent());
        }
        MediaType media = response.getContent().getMediaType(form.mediaType);
        if (media == null) {
            media = OASFactory.createMediaType().schema(OASFactory.createSchema().ref(form.schema));
            var _ = response.getContent().addMediaType(form.mediaType, media);
        }
        return media;
    }

    private static void headers(APIResponse response, String status, Example sample) {
        Stream.of(
                        isTrue(sample, RETRY_AFTER) ? "Retry-After" : "",
                        status.equals("401") || isTrue(sample, "x-challenge")
                                ? "WWW-Authenticate"
                                : "")
                .filter(name -> !name.isEmpty())
                .forEach(name -> {
                    var _ = response.addHeader(name, OASFactory.createHeader().ref(name));
                });
    }

    private static boolean isTrue(Example sample, String extension) {
        return sample.getExtensions() != null
                && Boolean.TRUE.equals(sample.getExtensions().get(extension));
    }
}
