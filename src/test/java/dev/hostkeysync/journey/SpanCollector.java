package dev.hostkeysync.journey;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An OpenTelemetry collector that keeps what it is sent (OTLP over HTTP, protobuf).
final class SpanCollector implements AutoCloseable {

    private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SpanCollector(HttpServer server) {
        this.server = server;
        var _ = server.createContext("/v1/traces", this::take);
        server.start();
    }

    static SpanCollector start() throws IOException {
        return new SpanCollector(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The spans of one trace, as they came.
    List<Span> spansOf(String traceId) {
        return spans().stream().filter(span -> hex(span.getTraceId()).equals(traceId)).toList();
    }

    List<Span> spans() {
        return received.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /// Everything that was sent, but for the ids and times of spans: digits of a key could be found
    /// there by chance.
    String text() {
        StringBuilder text = new StringBuilder();
        for (ExportTraceServiceRequest request : received) {
            ExportTraceServiceRequest.Builder copy = request.toBuilder();
            copy.getResourceSpansBuilderList().stream()
                    .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
                    .flatMap(scope -> scope.getSpansBuilderList().stream())
                    .forEach(span ->
                            span.clearTraceId()
                                    .clearSpanId()
                                    .clearParentSpanId()
                                    .clearStartTimeUnixNano()
                                    .clearEndTimeUnixNano());
            text.append(copy.build()).append('\n');
        }
        return text.toString();
    }

    static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    static Map<String, String> attributes(Span span) {
        Map<String, String> attributes = new TreeMap<>();
        for (KeyValue one : span.getAttributesList()) {
            attributes.put(
                    one.getKey(),
                    one.getValue().hasIntValue()
                            ? Long.toString(one.getValue().getIntValue())
                            : one.getValue().getStringValue());
        }
        return attributes;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
