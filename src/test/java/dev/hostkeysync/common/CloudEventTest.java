package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTest {

    private final CloudEvent event =
            new CloudEvent(
                    "0199aa00-0000-7000-8000-0000000000ff",
                    "/hostkey-sync",
                    "dev.hostkeysync.host-key.changed.v1",
                    Instant.parse("2026-12-01T09:00:00.123456Z"),
                    "0199aa00-0000-7000-8000-000000000001",
                    Optional.empty());

    @Test
    void namesItsHeadersAsTheKafkaBindingDoes() {
        assertThat(event.headers())
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "0199aa00-0000-7000-8000-0000000000ff"),
                        Map.entry("ce_source", "/hostkey-sync"),
                        Map.entry("ce_type", "dev.hostkeysync.host-key.changed.v1"),
                        Map.entry("ce_time", "2026-12-01T09:00:00.123456Z"),
                        Map.entry("ce_subject", "0199aa00-0000-7000-8000-000000000001"),
                        Map.entry("content-type", "application/json"));
    }

    @Test
    void isReadByTheOfficialLibrary() {
        RecordHeaders headers = new RecordHeaders();
        event.headers()
                .forEach(
                        (name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        byte[] data = "{\"version\":3}".getBytes(StandardCharsets.UTF_8);

        io.cloudevents.CloudEvent read = KafkaMessageFactory.createReader(headers, data).toEvent();

        assertThat(read.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(read.getId()).isEqualTo(event.id());
        assertThat(read.getSource()).isEqualTo(URI.create("/hostkey-sync"));
        assertThat(read.getType()).isEqualTo("dev.hostkeysync.host-key.changed.v1");
        assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-12-01T09:00:00.123456Z"));
        assertThat(read.getSubject()).isEqualTo("0199aa00-0000-7000-8000-000000000001");
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getData().toBytes()).isEqualTo(data);
        assertThat(read.getExtensionNames()).isEmpty();
    }

    @Test
    void carriesItsTraceAsTheExtensionAndForLibrariesThatTrace() {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Map<String, String> headers =
                new CloudEvent(
                                event.id(),
                                event.source(),
                                event.type(),
                                event.time(),
                                event.subject(),
                                TraceParent.parse(parent))
                        .headers();

        assertThat(headers)
                .containsEntry("ce_traceparent", parent)
                .containsEntry("traceparent", parent);
        assertThat(CloudEvent.traceOf(headers)).contains(new TraceParent(parent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zoe@example.com", "00-0af7651916cd43dd8448eb211c80319c-0-01"})
    void takesNoTraceThatIsNone(String text) {
        assertThat(CloudEvent.traceOf(Map.of("ce_traceparent", text))).isEmpty();
        assertThat(CloudEvent.traceOf(Map.of())).isEmpty();
    }
}
