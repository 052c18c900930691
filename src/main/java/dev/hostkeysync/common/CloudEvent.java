package dev.hostkeysync.common;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The context attributes of a CloudEvents 1.0 event and their form on Kafka.
///
/// @param id stable over every redelivery: a subscriber that has seen it may drop the message
/// @param time when the thing happened, UTC
/// @param trace in which it was asked for
public record CloudEvent(
        String id,
        String source,
        String type,
        Instant time,
        String subject,
        Optional<TraceParent> trace) {

    /// The attribute of the distributed tracing extension.
    private static final String TRACE = "ce_traceparent";

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
        trace.ifPresent(parent -> {
            headers.put(TRACE, parent.header());
            // Libraries for tracing look for this one.
            headers.put("traceparent", parent.header());
        });
        return headers;
    }

    /// What [#headers] says of the trace; empty, too, for what is no `traceparent`.
    public static Optional<TraceParent> traceOf(Map<String, String> headers) {
        return TraceParent.parse(headers.getOrDefault(TRACE, ""));
    }
}
