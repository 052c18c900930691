package dev.hostkeysync.tracing;

import dev.hostkeysync.common.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/// The trace of what the current thread does. It is there whether or not we send spans anywhere.
public final class Traces {

    private Traces() {}

    /// Where in which trace the thread is; empty for work that nobody asked for.
    public static Optional<TraceParent> current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of(
                        new TraceParent(
                                "00-%s-%s-%s"
                                        .formatted(
                                                span.getTraceId(),
                                                span.getSpanId(),
                                                span.getTraceFlags().asHex())))
                : Optional.empty();
    }

    /// Does the work as a part of that trace: what it asks for, and what it logs, belongs to it.
    public static void within(Optional<TraceParent> trace, Runnable work) {
        if (trace.isEmpty()) {
            work.run();
            return;
        }
        try (Scope _ = below(trace.get()).makeCurrent()) {
            work.run();
        }
    }

    static Context below(TraceParent parent) {
        return Context.root()
                .with(
                        Span.wrap(
                                SpanContext.createFromRemoteParent(
                                        parent.traceId(),
                                        parent.spanId(),
                                        TraceFlags.fromHex(parent.flags(), 0),
                                        TraceState.getDefault())));
    }
}
