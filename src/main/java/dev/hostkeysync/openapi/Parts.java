package dev.hostkeysync.openapi;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.smallrye.openapi.api.util.MergeUtil;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/// The files in `openapi/`: schemas, samples, and what annotations cannot say.
///
/// NB: not by `quarkus.smallrye-openapi.additional-docs-directory`: it reads a directory, and there
/// is none any more where Maven has made the jar before Quarkus builds (3.34).
final class Parts {

    private static final List<String> FILES =
            List.of(
                    "backfills",
                    "host-keys",
                    "operators",
                    "problems",
                    "scim",
                    "scim-samples",
                    "shared-signals",
                    "shared-signals-samples",
                    "subscriptions",
                    "tools",
                    "webhooks");

    private Parts() {}

    static void addTo(OpenAPI api) {
        OpenAPI whole = api;
        for (String file : FILES) {
            whole = MergeUtil.merge(whole, read("/openapi/" + file + ".yaml"));
        }
        api.setComponents(whole.getComponents());
        api.setPaths(whole.getPaths());
    }

    private static OpenAPI read(String file) {
        return SmallRyeOpenAPI.builder()
                .enableAnnotationScan(false)
                .enableModelReader(false)
                .enableStandardFilter(false)
                .enableStandardStaticFiles(false)
                .withCustomStaticFile(() -> open(file))
                .build()
                .model();
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(Parts.class.getResourceAsStream(file), file);
    }
}
