package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.LogGate;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.Places;
import dev.hostkeysync.webhook.WebhookCounter;
import dev.hostkeysync.webhook.WebhookProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/graph`, and `/webhooks/graph/lifecycle` for notifications about the subscription
/// itself; either takes both. A 202 means that the users are on the list, committed; Graph is asked
/// about them afterwards. 401 and 400 are what can never become right, our own trouble is a 503 by
/// the error mapper: Graph repeats whatever is not 2xx for four hours.
@Path(GraphWebhookResource.PATH)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Webhooks")
class GraphWebhookResource {

    static final String PATH = "/webhooks/graph";
    static final String LIFECYCLE = "/lifecycle";

    private static final Logger LOG = Logger.getLogger(GraphWebhookResource.class);

    // Graph's are about 150 characters today.
    private static final int MAX_TOKEN = 2_048;

    /// Written at once: few of the pool's connections, which a burst must not use up.
    private static final int PLACES = 4;

    private final Places places;
    private final Optional<ClientStates> states;
    private final Optional<ObjectId> tenant;
    private final Jdbi jdbi;
    private final PendingUsers pending;
    private final Watch watch;
    private final LookBell looks;
    private final WatchBell bell;
    private final WebhookCounter counter;
    private final LogGate refusals;

    @Inject
    GraphWebhookResource(
            GraphConfig config,
            Jdbi jdbi,
            PendingUsers pending,
            Watch watch,
            LookBell looks,
            WatchBell bell,
            WebhookCounter counter,
            InstantSource clock) {
        this(config, jdbi, pending, watch, looks, bell, counter, clock, new Places(PLACES));
    }

    GraphWebhookResource(
            GraphConfig config,
            Jdbi jdbi,
            PendingUsers pending,
            Watch watch,
            LookBell looks,
            WatchBell bell,
            WebhookCounter counter,
            InstantSource clock,
            Places places) {
        this.places = places;
        this.states = config.clientStates().map((Secret list) -> ClientStates.parse(list));
        this.tenant = config.tenantId().flatMap(ObjectId::parse);
        this.jdbi = jdbi;
        this.pending = pending;
        this.watch = watch;
        this.looks = looks;
        this.bell = bell;
        this.counter = counter;
        this.refusals = new LogGate(clock);
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveGraphNotifications",
            summary = "Take change notifications of Microsoft Graph",
            description =
                    "`clientState` in each is the proof. 202 means: the users are on the list, committed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "GraphNotifications")))
    @APIResponse(
            responseCode = "200",
            description = "The validationToken, sent back",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "202", description = "Taken")
    @MayRefuse({"endpoint-off", "bad-signature", "malformed-webhook", "content-too-large", "busy"})
    public Response receive(
            byte[] body, @QueryParam("validationToken") @Nullable String validationToken) {
        if (states.isEmpty() || tenant.isEmpty()) {
            throw WebhookProblems.off("GRAPH_CLIENT_STATES");
        }
        return validationToken == null
                ? notified(body, states.get(), tenant.get())
                : validated(validationToken);
    }

    @POST
    @Path(LIFECYCLE)
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveGraphLifecycleNotifications",
            summary = "Take notifications about the subscription itself",
            description = "Either address takes both kinds.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "GraphNotifications")))
    @APIResponse(
            responseCode = "200",
            description = "The validationToken, sent back",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "202", description = "Taken")
    @MayRefuse({"endpoint-off", "bad-signature", "malformed-webhook", "content-too-large", "busy"})
    public Response receiveLifecycle(
            byte[] body, @QueryParam("validationToken") @Nullable String validationToken) {
        return receive(body, validationToken);
    }

    /// Graph checks that the address is ours. Plain text to everybody: whatever the token holds, no
    /// browser may take it for a page.
    private Response validated(String token) {
        if (token.isBlank() || token.length() > MAX_TOKEN) {
            counter.count(Finding.SOURCE, Outcome.MALFORMED);
            throw WebhookProblems.malformed("validationToken is empty or too long.");
        }
        counter.countUnproved(Finding.SOURCE, Outcome.VALIDATION);
        return Response.ok(token, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private Response notified(byte[] body, ClientStates states, ObjectId tenant) {
        Payload.limit(body);
        Optional<List<Notification>> batch = Notification.parse(body, states, tenant);
        if (batch.isEmpty()) {
            counter.count(Finding.SOURCE, Outcome.MALFORMED);
            throw WebhookProblems.malformed("The body is no collection of change notifications.");
        }
        if (batch.get().stream().allMatch(Notification.Unproved.class::isInstance)) {
            counter.count(Finding.SOURCE, Outcome.REFUSED);
            if (refusals.opens()) {
                LOG.warn(
                        "Refused a request to /webhooks/graph: no notification in it has a clientState"
                                + " of GRAPH_CLIENT_STATES and is of the tenant GRAPH_TENANT_ID. If it came"
                                + " from Microsoft, another subscription has our address. "
                                + LogGate.NOTE);
            }
            throw WebhookProblems.unproved(
                    "clientState must be the subscription's, tenantId the tenant's.");
        }
        return places.take(() -> {
            take(batch.get());
            return Response.accepted().build();
        });
    }

    private void take(List<Notification> batch) {
        List<Notification.UserChanged> users = new ArrayList<>();
        for (Notification one : batch) {
            switch (one) {
                case Notification.UserChanged changed -> users.add(changed);
                case Notification.Lifecycle(String id, var kind) -> lifecycle(id, kind);
                case Notification.Other _ -> counter.count(Finding.SOURCE, Outcome.IGNORED);
                case Notification.Unproved _ -> counter.count(Finding.SOURCE, Outcome.REFUSED);
                case Notification.Malformed _ -> counter.count(Finding.SOURCE, Outcome.MALFORMED);
            }
        }
        // What comes of a user is counted when they were looked at.
        jdbi.useTransaction(tx -> pending.notice(tx, users));
        looks.ring();
    }

    private void lifecycle(String subscription, Notification.Lifecycle.Kind kind) {
        switch (kind) {
            case REAUTHORIZATION_REQUIRED -> watch.renewNow(subscription);
            case SUBSCRIPTION_REMOVED -> watch.lost(subscription);
            case MISSED -> watch.catchUp();
        }
        counter.count(Finding.SOURCE, Outcome.CHANGED);
        bell.ring();
    }
}
