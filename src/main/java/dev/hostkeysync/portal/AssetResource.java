package dev.hostkeysync.portal;

import dev.hostkeysync.common.Problems;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `GET /assets/{version}/{name}`.
@Path(PagePaths.ASSETS)
@PermitAll
public class AssetResource {

    private final Assets assets;

    AssetResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    @Path("{version}/{name}")
    @NonBlocking
    @Operation(hidden = true)
    public Response get(
            @PathParam("version") String version,
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        Assets.Asset asset =
                assets.find(name)
                        .orElseThrow(() ->
                                Problems.NOT_FOUND
                                        .detail("There is no such file. Go to the first page.")
                                        .toException());
        boolean zipped = encodings != null && encodings.contains("gzip");
        Response.ResponseBuilder answer =
                Response.ok(zipped ? asset.zipped() : asset.plain())
                        .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                        // Another replica, newer or older than the page, has other files.
                        .header(
                                HttpHeaders.CACHE_CONTROL,
                                version.equals(assets.version())
                                        ? "public, max-age=31536000, immutable"
                                        : "no-cache");
        return (zipped ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer).build();
    }
}
