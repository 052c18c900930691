package dev.hostkeysync.ssfsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Claims of SETs as the CAEP Interoperability Profile wants them: one event, no `exp`, no `sub`.
public final class Sets {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    public Sets(String issuer, String audience, InstantSource clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /// @param type URI of the event
    /// @param subject `sub_id`
    public ObjectNode claims(String type, JsonNode subject, JsonNode event) {
        ObjectNode claims =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("iss", issuer)
                        .put("jti", "set-" + COUNT.incrementAndGet())
                        .put("iat", clock.instant().getEpochSecond())
                        .put("aud", audience)
                        .put("txn", "8675309");
        claims.set("sub_id", subject);
        claims.putObject("events").set(type, event);
        return claims;
    }

    /// Without anything to say of the event itself.
    public ObjectNode claims(String type, JsonNode subject) {
        return claims(type, subject, JsonNodeFactory.instance.objectNode());
    }

    public static ObjectNode email(String address) {
        return JsonNodeFactory.instance.objectNode().put("format", "email").put("email", address);
    }

    public static ObjectNode opaque(String id) {
        return JsonNodeFactory.instance.objectNode().put("format", "opaque").put("id", id);
    }
}
