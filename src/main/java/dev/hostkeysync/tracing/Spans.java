package dev.hostkeysync.tracing;

import dev.hostkeysync.common.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Makes our spans, which cost nothing while nobody collects them. Names and attributes follow
/// OpenTelemetry's semantic conventions, but for those that would quote an address.
@ApplicationScoped
public class Spans {

    private final Tracer tracer;
    private final boolean on;

    @Inject
    Spans(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        // NB: one that is disabled still draws ids.
        this(tracer(disabled ? OpenTelemetry.noop() : telemetry), !disabled);
    }

    private Spans(Tracer tracer, boolean on) {
        this.tracer = tracer;
        this.on = on;
    }

    private static Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("dev.hostkeysync");
    }

    /// Nobody collects any.
    public static Spans none() {
        return new Spans(tracer(OpenTelemetry.noop()), /* on */ false);
    }

    static Spans to(OpenTelemetry telemetry) {
        return new Spans(tracer(telemetry), /* on */ true);
    }

    /// A request to us.
    ///
    /// @param parent what the caller says
    /// @return the context in which to handle it; empty where there is no trace to follow
    Optional<Context> request(String method, Optional<TraceParent> parent) {
        Optional<Context> caller = parent.map(Traces::below);
        if (!on) {
            return caller;
        }
        Context above = caller.orElseGet(Context::root);
        return Optional.of(
                above.with(
                        tracer.spanBuilder(method)
                                .setSpanKind(SpanKind.SERVER)
                                .setParent(above)
                                .setAttribute("http.request.method", method)
                                .startSpan()));
    }

    /// A request of ours, made by the current thread on behalf of a trace; nothing outside of one.
    ///
    /// @param name from a small set
    public Call call(String peer, String name, String method) {
        if (!on || !Span.current().getSpanContext().isValid()) {
            return new Call(Span.getInvalid());
        }
        return new Call(
                tracer.spanBuilder(peer + " " + name)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("peer.service", peer)
                        .setAttribute("http.request.method", method)
                        .startSpan());
    }

    /// A record of Kafka that is taken now.
    public void consumed(String topic, TraceParent parent, Instant since) {
        if (on) {
            tracer.spanBuilder("process " + topic)
                    .setSpanKind(SpanKind.CONSUMER)
                    .setParent(Traces.below(parent))
                    .setStartTimestamp(since)
                    .setAttribute("messaging.system", "kafka")
                    .setAttribute("messaging.operation.type", "process")
                    .setAttribute("messaging.destination.name", topic)
                    .startSpan()
                    .end();
        }
    }
}
