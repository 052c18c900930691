package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/backfills/{id}/events`: progress as server-sent events.
@Path(BackfillResource.PATH + "/{id}/events")
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Backfills")
public class BackfillEvents {

    private static final Duration BEAT = Duration.ofSeconds(1);

    /// Proxies close what is silent for longer than a minute.
    private static final int SILENCE = 15;

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int SECONDS_TO_SEND = 30;
    private static final int STREAMS = 50;

    private final Semaphore places = new Semaphore(STREAMS);
    private final BackfillAdministration backfills;
    private final BackfillLoop loop;
    private final ObjectMapper json;

    BackfillEvents(BackfillAdministration backfills, BackfillLoop loop, ObjectMapper json) {
        this.backfills = backfills;
        this.loop = loop;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "watchBackfill",
            summary = "Look on",
            description =
                    "One event a second while something changes, each the backfill as GET tells it; a comment every 15"
                            + " seconds otherwise. The stream ends after the event that tells the final state. Without"
                            + " it, the service went away, or an hour was over: look on again.")
    @APIResponse(
            responseCode = "200",
            description = "The events, named `progress`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse({"not-found", "too-many-watchers"})
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        UUID backfill = BackfillResource.parsed(id);
        BackfillView now = backfills.get(backfill);
        if (!places.tryAcquire()) {
            throw Problem.of("too-many-watchers", 503, "Too many look on")
                    .detail(
                            "%d streams are open on this replica; close one, or ask by GET"
                                    .formatted(STREAMS))
                    .retryAfter(Duration.ofMinutes(1))
                    .toException();
        }
        long until = System.nanoTime() + LONGEST.toNanos();
        try (sink) {
            String told = "";
            int silent = 0;
            while (!sink.isClosed() && !loop.isStopping() && System.nanoTime() - until < 0) {
                String text = text(now);
                if (!text.equals(told)) {
                    send(sink, sse.newEventBuilder().name("progress").data(text).build());
                    told = text;
                    silent = 0;
                } else if (++silent == SILENCE) {
                    send(sink, sse.newEventBuilder().comment("still here").build());
                    silent = 0;
                }
                if (isFinal(now)) {
                    return;
                }
                Thread.sleep(BEAT);
                now = backfills.get(backfill);
            }
        } catch (CompletionException _) {
            // Nobody looks on any more, or nobody reads.
        } finally {
            places.release();
        }
    }

    private static void send(SseEventSink sink, jakarta.ws.rs.sse.OutboundSseEvent event) {
        var _ =
                sink.send(event)
                        .toCompletableFuture()
                        .orTimeout(SECONDS_TO_SEND, TimeUnit.SECONDS)
                        .join();
    }

    private static boolean isFinal(BackfillView now) {
        return !now.state().isUnfinished() && now.inFlight() == 0;
    }

    private String text(BackfillView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a backfill cannot be written as JSON", e);
        }
    }
}
