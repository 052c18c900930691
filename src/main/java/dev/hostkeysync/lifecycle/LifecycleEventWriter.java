package dev.hostkeysync.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.CloudEvent;
import dev.hostkeysync.identity.SignIn;
import java.util.Locale;

/// A lifecycle event as it goes on the topic.
public final class LifecycleEventWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private LifecycleEventWriter() {}

    public static CloudEvent attributes(LifecycleEvent event) {
        Envelope envelope = event.envelope();
        return new CloudEvent(
                envelope.id().toString(),
                "/hostkey-sync/" + envelope.origin().replace(':', '/'),
                Trigger.of(event).type(),
                envelope.occurredAt(),
                envelope.userId().toString(),
                envelope.trace());
    }

    public static byte[] data(LifecycleEvent event) {
        Envelope envelope = event.envelope();
        ObjectNode data = JSON.createObjectNode();
        data.put("userId", envelope.userId().toString());
        data.put("version", envelope.version());
        data.put("occurredAt", envelope.occurredAt().toString());
        data.put("origin", envelope.origin());
        envelope.zoomUserId().ifPresent(id -> data.put("zoomUserId", id.value()));
        envelope.email().ifPresent(email -> data.put("email", email.value()));
        switch (event) {
            case LifecycleEvent.UserCreated created -> data.put("active", created.active());
            case LifecycleEvent.SsoChanged changed -> {
                write(data.putObject("before"), changed.before());
                write(data.putObject("after"), changed.after());
            }
            case LifecycleEvent.UserDeactivated off -> write(data, off.cause());
            case LifecycleEvent.UserReactivated on -> write(data, on.cause());
            case LifecycleEvent.UserRemoved _,
                    LifecycleEvent.UserTransferred _,
                    LifecycleEvent.ProfileChanged _,
                    LifecycleEvent.ZoomUserReady _,
                    LifecycleEvent.HostKeyDrifted _ -> {}
        }
        try {
            return JSON.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings always has a JSON form", e);
        }
    }

    // The usual cause is not told: events from before there was another have none.
    private static void write(ObjectNode node, Cause cause) {
        if (cause != Cause.PROVIDER) {
            node.put("cause", cause.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void write(ObjectNode node, SignIn signIn) {
        node.put("userName", signIn.userName());
        signIn.email().ifPresent(email -> node.put("email", email.value()));
        signIn.externalId().ifPresent(id -> node.put("externalId", id.value()));
    }
}
