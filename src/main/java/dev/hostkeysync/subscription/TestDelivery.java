package dev.hostkeysync.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.common.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Sends an event of a type of its own, once and while the operator waits.
@ApplicationScoped
class TestDelivery {

    static final String TYPE = "dev.hostkeysync.subscription.test.v1";

    /// @param webhookId the header that was sent
    /// @param status of the answer; null when there was none
    /// @param reason why it was not delivered
    @Schema(name = "SubscriptionTest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            @JsonProperty boolean delivered,
            @JsonProperty String webhookId,
            @JsonProperty @Nullable Integer status,
            @JsonProperty @Nullable String reason,
            @JsonProperty long milliseconds) {}

    private final SubscriptionAdministration subscriptions;
    private final Courier courier;
    private final Ids ids;
    private final InstantSource clock;

    TestDelivery(
            SubscriptionAdministration subscriptions,
            Courier courier,
            Ids ids,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws dev.hostkeysync.common.ProblemException 404
    Outcome send(UUID id, Operator by) {
        Receiver receiver = subscriptions.receiver(id, by);
        Event event =
                new Event(
                        "test-" + ids.next(),
                        TYPE,
                        clock.instant(),
                        id.toString(),
                        "{\"subscriptionId\":\"%s\"}"
                                .formatted(id)
                                .getBytes(StandardCharsets.UTF_8));
        long began = System.nanoTime();
        Reply reply =
                courier.send(receiver, event)
                        .orElseGet(() -> new Reply.NoAnswer("not sent: not for this receiver"));
        long took = (System.nanoTime() - began) / 1_000_000;
        return switch (reply) {
            case Reply.Answered(int status, var _, var _) -> {
                boolean delivered = status >= 200 && status < 300;
                yield new Outcome(
                        delivered,
                        event.id(),
                        status,
                        delivered ? null : "only an answer from 200 to 299 counts",
                        took);
            }
            case Reply.NoAnswer(String reason) ->
                    new Outcome(false, event.id(), null, reason, took);
            case Reply.Refused(String reason) -> new Outcome(false, event.id(), 400, reason, took);
            case Reply.NotAllowed(String reason) ->
                    new Outcome(false, event.id(), null, reason, took);
        };
    }
}
