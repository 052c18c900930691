package dev.hostkeysync.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/subscriptions`: who is told of host-key events by Standard Webhooks.
@Path(SubscriptionResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    static final String PATH = "/api/v1/subscriptions";

    /// How many deliveries are listed.
    private static final int LISTED = 100;

    /// @param secret shown here and never again
    @Schema(name = "MadeSubscription")
    record MadeSubscription(
            @JsonProperty String secret,
            @JsonProperty String notice,
            @JsonUnwrapped @JsonProperty SubscriptionView view) {

        static MadeSubscription of(SubscriptionAdministration.Made made, String notice) {
            return new MadeSubscription(made.secret().reveal(), notice, made.view());
        }

        @Override
        public String toString() {
            return "MadeSubscription[" + view.id() + "]";
        }
    }

    record SubscriptionPage(@JsonProperty List<SubscriptionView> items) {}

    record DeliveryPage(@JsonProperty List<DeliveryView> items) {}

    private final SubscriptionAdministration subscriptions;
    private final TestDelivery tests;
    private final AllowedHosts allowed;
    private final SecurityIdentity identity;
    private final PublicUrlConfig publicUrl;
    private final InstantSource clock;

    SubscriptionResource(
            SubscriptionAdministration subscriptions,
            TestDelivery tests,
            AllowedHosts allowed,
            SecurityIdentity identity,
            PublicUrlConfig publicUrl,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.tests = tests;
        this.allowed = allowed;
        this.identity = identity;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeSubscription",
            summary = "Subscribe an address to host-key events",
            description =
                    "Events from now on are POSTed to it as Standard Webhooks 1.0. The signing secret is in this answer and"
                            + " never shown again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionBody.New.class)))
    @APIResponse(
            responseCode = "201",
            description = "The subscription with its secret",
            content = @Content(schema = @Schema(implementation = MadeSubscription.class)))
    @MayRefuse("too-many-subscriptions")
    public Response make(
            @Nullable JsonNode body, @Context UriInfo uri, @Context HttpServerRequest request) {
        SubscriptionAdministration.Made made =
                subscriptions.make(SubscriptionBody.parseNew(body, allowed), operator(request));
        String base = publicUrl.base(uri.getBaseUri().toString());
        return Response.created(URI.create(base + PATH + "/" + made.view().id()))
                .entity(MadeSubscription.of(made, "Keep the secret now: it is not shown again."))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Operation(operationId = "listSubscriptions", summary = "List the subscriptions")
    @APIResponse(
            responseCode = "200",
            description = "The subscriptions without their secrets, from the oldest",
            content = @Content(schema = @Schema(implementation = SubscriptionPage.class)))
    public Response list() {
        return Response.ok(new SubscriptionPage(subscriptions.list())).build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSubscription", summary = "Tell one subscription")
    @APIResponse(
            responseCode = "200",
            description = "The subscription without its secret",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @MayRefuse("not-found")
    public Response get(@PathParam("id") String id) {
        return Response.ok(subscriptions.get(parsed(id))).build();
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(
            operationId = "changeSubscription",
            summary = "Change a subscription",
            description =
                    "What is given is changed. `enabled: true` also makes everything that waits due at once; what happened"
                            + " while it was disabled stands in `missed` until it is replayed.")
    @RequestBody(
            content = @Content(schema = @Schema(implementation = SubscriptionBody.Patch.class)))
    @APIResponse(
            responseCode = "200",
            description = "The subscription as it is now",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @MayRefuse("not-found")
    public Response change(
            @PathParam("id") String id,
            @Nullable JsonNode body,
            @Context HttpServerRequest request) {
        return Response.ok(
                        subscriptions.change(
                                parsed(id),
                                SubscriptionBody.parseChange(body, allowed),
                                operator(request)))
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "endSubscription",
            summary = "End a subscription",
            description = "What waits for it is forgotten.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @MayRefuse("not-found")
    public Response remove(@PathParam("id") String id, @Context HttpServerRequest request) {
        subscriptions.remove(parsed(id), operator(request));
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/secret")
    @Operation(
            operationId = "replaceSubscriptionSecret",
            summary = "Replace the signing secret",
            description =
                    "For 24 hours deliveries carry two signatures, one of the new and one of the old secret.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription with its new secret",
            content = @Content(schema = @Schema(implementation = MadeSubscription.class)))
    @MayRefuse("not-found")
    public Response newSecret(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Response.ok(
                        MadeSubscription.of(
                                subscriptions.newSecret(parsed(id), operator(request)),
                                "Keep the secret now: it is not shown again. The old one signs beside it for 24 hours."))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaySubscription",
            summary = "Tell a time again",
            description =
                    "Reads the topic in the background and delivers every event of that time, with the ids it had. The"
                            + " progress stands in `replay`.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReplayBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds",
            content = @Content(schema = @Schema(implementation = SubscriptionView.class)))
    @MayRefuse({"not-found", "subscription-disabled", "replay-running"})
    public Response replay(
            @PathParam("id") String id,
            @Nullable JsonNode body,
            @Context HttpServerRequest request) {
        return Response.accepted(
                        subscriptions.replay(
                                parsed(id),
                                ReplayBody.parse(body, clock.instant()),
                                operator(request)))
                .build();
    }

    @POST
    @Path("{id}/test")
    @Operation(
            operationId = "testSubscription",
            summary = "Send a test event",
            description =
                    "Once, at once and signed; also to a disabled subscription. The answer tells what came back.")
    @APIResponse(
            responseCode = "200",
            description = "What came back",
            content = @Content(schema = @Schema(implementation = TestDelivery.Outcome.class)))
    @MayRefuse("not-found")
    public Response test(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Response.ok(tests.send(parsed(id), operator(request))).build();
    }

    @GET
    @Path("{id}/deliveries")
    @Operation(
            operationId = "listSubscriptionDeliveries",
            summary = "List what waits or has failed",
            description =
                    "The first 100. Delivered events are not kept; what failed for good is listed for 7 days.")
    @APIResponse(
            responseCode = "200",
            description = "Deliveries in the order of arrival, without what is in the events",
            content = @Content(schema = @Schema(implementation = DeliveryPage.class)))
    @MayRefuse("not-found")
    public Response deliveries(
            @PathParam("id") String id,
            @QueryParam("failed")
                    @Parameter(description = "true: only what failed for good", example = "true")
                    boolean failed) {
        return Response.ok(new DeliveryPage(subscriptions.deliveries(parsed(id), failed, LISTED)))
                .build();
    }

    private Operator operator(HttpServerRequest request) {
        return new Operator(Caller.of(identity).actor(), request.remoteAddress().hostAddress());
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND.detail("there is no subscription with this id").toException();
        }
    }
}
