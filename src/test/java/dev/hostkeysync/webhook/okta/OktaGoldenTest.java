package dev.hostkeysync.webhook.okta;

import static dev.hostkeysync.webhook.okta.OktaHooks.deliver;
import static dev.hostkeysync.webhook.okta.OktaHooks.hook;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Deliveries as Okta makes them, and what each means. A new file joins by being there.
class OktaGoldenTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicTest> understandsWhatOktaSends() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/webhook/okta"))) {
            return files.sorted().toList().stream()
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        JsonNode golden = JSON.readTree(file.toFile());
        RecordingIntake intake = new RecordingIntake();

        int status = deliver(hook(intake), golden.path("delivery").toString());

        assertThat(status).isEqualTo(204);
        List<String> means = golden.path("means").valueStream().map(JsonNode::textValue).toList();
        assertThat(intake.taken())
                .extracting(
                        notice -> notice.eventIds().getFirst() + " " + RecordingIntake.line(notice))
                .containsExactlyElementsOf(means);
        // Who did it, from where and with what is none of our business.
        assertThat(intake.taken().toString())
                .doesNotContain("admin@example.com", "198.51.100.7", "Toronto", "Mozilla");
    }
}
