package dev.hostkeysync.webhook.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.webhook.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every event of Zoom as it comes, `<name>.json`, and what is taken of it for a user who is known
/// and linked, `<name>.expected`.
class GoldenPayloadsTest {

    private static final Path PAYLOADS = Path.of("src/test/resources/webhook/zoom");

    @TestFactory
    Stream<DynamicTest> meanWhatIsExpected() throws IOException {
        return payloads().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                file.getFileName().toString(), () -> meansWhatIsExpected(file)));
    }

    @Test
    void holdOneOfEachEvent() throws IOException {
        assertThat(payloads().stream().map(file -> file.getFileName().toString()))
                .contains(
                        "endpoint.url_validation.json",
                        "user.created.json",
                        "user.invitation_accepted.json",
                        "user.updated-host-key.json",
                        "user.activated.json",
                        "user.deactivated.json",
                        "user.disassociated.json",
                        "user.deleted.json",
                        "user.settings_updated.json",
                        "user.signed_in.json",
                        "user.signed_out.json");
    }

    private static void meansWhatIsExpected(Path file) throws IOException {
        Path expected =
                file.resolveSibling(file.getFileName().toString().replace(".json", ".expected"));
        ZoomDoor door = new ZoomDoor();

        ZoomDoor.Answered answer = door.send(Files.readString(file));

        assertThat(answer.status()).isBetween(200, 204);
        List<String> found = new ArrayList<>(door.taken());
        for (Outcome outcome : Outcome.values()) {
            for (long i = 0; i < door.counted(outcome); i++) {
                found.add(outcome.label());
            }
        }
        assertThat(expected).as("what is expected of %s", file).exists();
        assertThat(found).isEqualTo(Files.readAllLines(expected));
    }

    private static List<Path> payloads() throws IOException {
        try (Stream<Path> files = Files.list(PAYLOADS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }
}
