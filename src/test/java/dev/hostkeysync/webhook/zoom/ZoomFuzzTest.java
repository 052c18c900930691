package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever is sent, signed or not: an answer that Zoom understands, and never a fault of ours.
class ZoomFuzzTest {

    private static final int ROUNDS = 20_000;
    private static final List<String> PIECES =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "1e999",
                    "\"\"",
                    "{}",
                    "[]",
                    "[[[[",
                    "\\u0000",
                    "\\ud800",
                    "\"id\"",
                    "\"host_key\":",
                    "\"email\":\"@\"",
                    "\"event_ts\":9223372036854775807",
                    "\"event\":\"user.updated\"",
                    "\u0000",
                    "\ufffd",
                    "🙂",
                    "x".repeat(300));

    private final Random random = new Random(20261122);

    @Test
    void answersEveryBody() throws IOException {
        List<byte[]> seeds = seeds();
        ZoomDoor door = new ZoomDoor();
        for (int i = 0; i < ROUNDS; i++) {
            door.zoe =
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(ZoomDoor.user(Optional.empty()));
            byte[] body = mutated(seeds.get(random.nextInt(seeds.size())));

            ZoomDoor.Answered answer = door.send(body, header("request-" + i));

            assertThat(answer.status())
                    .as("round %d: %s", i, new String(body, StandardCharsets.UTF_8))
                    .isIn(200, 204, 400);
            // What is taken can be stored.
            assertThat(door.notices.toString().indexOf(0)).as("round %d: a NUL", i).isEqualTo(-1);
            door.notices.clear();
        }
    }

    @Test
    void letsNobodyInByHeaders() throws IOException {
        byte[] body = seeds().getFirst();
        ZoomDoor door = new ZoomDoor();
        String timestamp = Long.toString(door.clock.instant().getEpochSecond());
        String signature = ZoomDoor.signature(timestamp, body);
        for (int i = 0; i < ROUNDS; i++) {
            String otherTime = header(timestamp);
            String otherSignature = header(signature);
            boolean same = timestamp.equals(otherTime) && signature.equals(otherSignature);

            ZoomDoor.Answered answer =
                    door.receive(body, otherTime, otherSignature, header("request"));

            assertThat(answer.status()).isIn(same ? List.of(200, 204) : List.of(401));
        }
    }

    private byte[] mutated(byte[] seed) {
        byte[] body = seed;
        for (int i = random.nextInt(4); i >= 0; i--) {
            body = mutatedOnce(body);
        }
        return body;
    }

    private byte[] mutatedOnce(byte[] body) {
        int at = random.nextInt(body.length + 1);
        int to = at + random.nextInt(Math.min(40, body.length - at) + 1);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> joined(body, at, new byte[0], to);
            case 2 -> joined(body, at, piece(), to);
            case 3 -> joined(body, at, Arrays.copyOfRange(body, at, to), at);
            default -> {
                byte[] flipped = body.clone();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] body, int end, byte[] middle, int start) {
        byte[] joined = Arrays.copyOf(body, end + middle.length + body.length - start);
        System.arraycopy(middle, 0, joined, end, middle.length);
        System.arraycopy(body, start, joined, end + middle.length, body.length - start);
        return joined;
    }

    private @Nullable String header(String value) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> "";
            case 2 ->
                    new String(
                            mutated(value.getBytes(StandardCharsets.UTF_8)),
                            StandardCharsets.ISO_8859_1);
            case 3 -> value + value;
            default -> value;
        };
    }

    private static List<byte[]> seeds() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/webhook/zoom"))) {
            List<Path> payloads =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            List<byte[]> seeds = new ArrayList<>();
            for (Path payload : payloads) {
                seeds.add(Files.readAllBytes(payload));
            }
            return seeds;
        }
    }
}
