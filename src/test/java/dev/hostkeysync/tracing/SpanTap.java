package dev.hostkeysync.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Shows the spans that are made, with all that is in them.
public final class SpanTap {

    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final Spans spans =
            Spans.to(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder()
                                            .addSpanProcessor(
                                                    SimpleSpanProcessor.create(new Exporter()))
                                            .build())
                            .build());

    public Spans spans() {
        return spans;
    }

    /// `trace id/parent's span id KIND name {attributes} STATUS` of each span, in the order in
    /// which they ended.
    public List<String> lines() {
        return ended.stream()
                .map(span ->
                        "%s/%s %s %s %s %s"
                                .formatted(
                                        span.getTraceId(),
                                        span.getParentSpanId(),
                                        span.getKind(),
                                        span.getName(),
                                        attributes(span),
                                        span.getStatus().getStatusCode()))
                .toList();
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes()
                .forEach(
                        (AttributeKey<?> key, Object value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    private final class Exporter implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
