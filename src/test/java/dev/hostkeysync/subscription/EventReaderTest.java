package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReaderTest {

    private static final Path EVENTS = Path.of("src/test/resources/events/v1");
    private static final Map<String, String> HEADERS =
            Map.of(
                    "ce_id", "0199aa00-0000-7000-8000-00000000000e",
                    "ce_type", "dev.hostkeysync.host-key.changed.v1",
                    "ce_time", "2026-12-01T09:00:00.123456Z",
                    "ce_subject", "0199aa00-0000-7000-8000-000000000001");

    @ParameterizedTest
    @CsvSource({
        "host-key-changed-issued, ISSUED, false",
        "host-key-changed-rotated, ROTATED, false",
        "host-key-changed-revoked, REVOKED, false",
        "host-key-changed-bulk, ISSUED, true",
        "host-key-failed, FAILED, false",
        "host-key-failed-for-good, FAILED, false"
    })
    void readsWhatWeWrite(String file, Change change, boolean bulk) throws IOException {
        byte[] data = Files.readAllBytes(EVENTS.resolve(file + ".json"));
        String type =
                change == Change.FAILED
                        ? "dev.hostkeysync.host-key.failed.v1"
                        : "dev.hostkeysync.host-key.changed.v1";

        HostKeyNews news = EventReader.read(record(with("ce_type", type), data)).orElseThrow();

        assertThat(news.change()).isEqualTo(change);
        assertThat(news.bulk()).isEqualTo(bulk);
        assertThat(news.event().id()).isEqualTo(HEADERS.get("ce_id"));
        assertThat(news.event().type()).isEqualTo(type);
        assertThat(news.event().occurredAt()).isEqualTo(HEADERS.get("ce_time"));
        assertThat(news.event().subject()).isEqualTo(HEADERS.get("ce_subject"));
        assertThat(new String(news.event().data(), StandardCharsets.UTF_8))
                .isEqualTo(new String(data, StandardCharsets.UTF_8).strip());
    }

    @Test
    void passesOnFieldsOfNewerReleases() {
        String data = "{\"change\":\"issued\",\"more\":[1,2.5,null]}";

        assertThat(read(HEADERS, data).orElseThrow().event().data())
                .isEqualTo(data.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ce_type | dev.hostkeysync.host-key.changed.v2",
                "ce_type | ",
                "ce_id | ",
                "ce_id | a.b",
                "ce_id | 'a\r\nx: y'",
                "ce_time | yesterday",
                "ce_time | "
            })
    void skipsHeadersItCannotUse(String name, @Nullable String value) {
        assertThat(read(with(name, value == null ? "" : value), "{\"change\":\"issued\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "null",
                "[]",
                "'\"issued\"'",
                "{}",
                "{\"change\":\"stolen\"}",
                "{\"change\":",
                "not json"
            })
    void skipsDataItCannotUse(String data) {
        assertThat(read(HEADERS, data)).isEmpty();
    }

    @Test
    void tellsTimesAsTheyCanBeStored() {
        assertThat(
                        read(
                                        with("ce_time", "2026-12-01T09:00:00.123456789Z"),
                                        "{\"change\":\"issued\"}")
                                .orElseThrow()
                                .event()
                                .occurredAt())
                .isEqualTo("2026-12-01T09:00:00.123456Z");
    }

    @Test
    void skipsATombstone() {
        assertThat(EventReader.read(record(HEADERS, null))).isEmpty();
    }

    @Test
    void survivesWhateverIsOnTheTopic() throws IOException {
        Random random = new Random(20_261_122);
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(EVENTS)) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        List<String> names = HEADERS.keySet().stream().sorted().toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] data = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(4); change > 0; change--) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            }
            Map<String, String> headers = new HashMap<>(HEADERS);
            if (random.nextBoolean()) {
                byte[] noise = new byte[random.nextInt(40)];
                random.nextBytes(noise);
                headers.put(
                        names.get(random.nextInt(names.size())),
                        new String(noise, StandardCharsets.ISO_8859_1));
            }

            Optional<HostKeyNews> news = EventReader.read(record(headers, data));

            // What is taken can be sent: as a header, and as JSON.
            news.ifPresent(one -> assertThat(one.event().id()).matches("[A-Za-z0-9_-]{1,128}"));
        }
    }

    private static Optional<HostKeyNews> read(Map<String, String> headers, String data) {
        return EventReader.read(record(headers, data.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(name, value);
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> record(
            Map<String, String> headers, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("host-key-events", 3, 7, new byte[0], value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
