package dev.hostkeysync.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTracesTest {

    private static final Optional<TraceParent> CALLER =
            TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    private final SpanTap tap = new SpanTap();

    @ParameterizedTest
    @CsvSource({
        "POST,  /scim/v2/Users,                      true",
        "GET,   /scim/v2/Users,                      true",
        "GET,   /api/v1/host-keys/zoe@example.com,   true",
        "POST,  /webhooks/zoom,                      true",
        "POST,  /rotation,                           true",
        "GET,   /,                                   false",
        "GET,   /console,                            false",
        "GET,   /q/health/ready,                     false",
        "GET,   /q/metrics,                          false"
    })
    void followsWhatMayAskForWork(String method, String path, boolean traced) {
        assertThat(RequestTraces.isTraced(path, HttpMethod.valueOf(method))).isEqualTo(traced);
    }

    @ParameterizedTest
    @CsvSource({"PATCH, PATCH", "ZOE, _OTHER", "patch, _OTHER"})
    void quotesNoMethodThatACallerMadeUp(String method, String told) {
        assertThat(RequestTraces.method(method)).isEqualTo(told);
    }

    @Test
    void namesTheSpanByTheTemplateAlone() {
        Context context = tap.spans().request("GET", CALLER).orElseThrow();

        RequestTraces.end(
                Span.fromContext(context), "GET", Optional.of("/api/v1/host-keys/{user}"), 200);

        assertThat(tap.lines())
                .containsExactly(
                        "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331 SERVER GET /api/v1/host-keys/{user}"
                                + " {http.request.method=GET, http.response.status_code=200,"
                                + " http.route=/api/v1/host-keys/{user}} UNSET");
    }

    @Test
    void saysOfARequestThatFoundNoEndpointOnlyHowItEnded() {
        Context context = tap.spans().request("GET", CALLER).orElseThrow();

        RequestTraces.end(Span.fromContext(context), "GET", Optional.empty(), 503);

        assertThat(tap.lines())
                .containsExactly(
                        "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331 SERVER GET"
                                + " {http.request.method=GET, http.response.status_code=503} ERROR");
    }

    @Test
    void passesTheCallersTraceOnUnchangedWhileNobodyCollects() {
        assertThat(Spans.none().request("GET", CALLER))
                .hasValueSatisfying(context ->
                        assertThat(Span.fromContext(context).getSpanContext().getSpanId())
                                .isEqualTo("b7ad6b7169203331"));
        assertThat(Spans.none().request("GET", Optional.empty())).isEmpty();
    }

    @Test
    void makesATraceWhereTheCallerHasNone() {
        Context context = tap.spans().request("GET", Optional.empty()).orElseThrow();

        assertThat(Span.fromContext(context).getSpanContext().isValid()).isTrue();
    }
}
