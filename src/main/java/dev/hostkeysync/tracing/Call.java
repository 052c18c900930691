package dev.hostkeysync.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/// The span of a request that we make. Without an answer it is an error.
public final class Call implements AutoCloseable {

    private final Span span;
    private boolean answered;

    Call(Span span) {
        this.span = span;
    }

    public void answered(int status) {
        answered = status < 400;
        span.setAttribute("http.response.status_code", status);
    }

    @Override
    public void close() {
        if (!answered) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
