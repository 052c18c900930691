package dev.hostkeysync.common;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The context attributes of a CloudEvents 1.0 event and their form on Kafka.
///
/// @param id stable over every redelivery: a subscriber that has seen it may drop the message
/// @param time when the thing happened, UTC
public record CloudEvent(String id, String source, String type, Instant time, String subject) {

    public static final String JSON = "application/json";

    /// Headers of the binary content mode (CloudEvents Kafka protocol binding 1.0, section 3.2).
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_time", time.toString());
        headers.put("ce_subject", subject);
        headers.put("content-type", JSON);
        return headers;
    }
}
