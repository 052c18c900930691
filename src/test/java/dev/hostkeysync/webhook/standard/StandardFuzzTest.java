package dev.hostkeysync.webhook.standard;

import static dev.hostkeysync.webhook.standard.StandardWebhooks.NOW;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.SECRET;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.endpoint;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.headers;
import static dev.hostkeysync.webhook.standard.StandardWebhooks.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Quiet;
import dev.hostkeysync.webhook.GoldenFiles;
import dev.hostkeysync.webhook.Mutations;
import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StandardFuzzTest {

    private static final int ROUNDS = 20_000;

    @RegisterExtension static final Quiet QUIET = new Quiet("dev.hostkeysync.webhook.standard");

    @Test
    void refusesOrTakesWhateverIsSigned() throws IOException {
        Mutations mutations =
                new Mutations(new Random(20261122), GoldenFiles.bytes("standard", "body"));
        RecordingIntake intake = new RecordingIntake();
        StandardWebhook endpoint = endpoint(intake);

        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = mutations.next();
            intake.clear();

            assertThat(send(endpoint, headers("e", body), body)).as("round %d", i).isIn(204, 400);
        }
    }

    @Test
    void refusesHeadersThatWereTamperedWith() {
        byte[] body = "{\"type\":\"x\"}".getBytes(UTF_8);
        String timestamp = Long.toString(NOW.getEpochSecond());
        String signatures = Objects.requireNonNull(headers("evt_4711", body).signatures());
        byte[] signature = Base64.getDecoder().decode(signatures.substring("v1,".length()));
        String whole = "evt_4711\n" + timestamp + "\n" + signatures;
        Mutations mutations = new Mutations(new Random(42), List.of(whole.getBytes(UTF_8)));
        StandardWebhook endpoint =
                endpoint(
                        new RecordingIntake(),
                        SECRET + ",whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

        for (int i = 0; i < ROUNDS; i++) {
            String[] parts = new String(mutations.next(), ISO_8859_1).split("\n", 3);
            StandardSignature.Headers headers =
                    new StandardSignature.Headers(
                            parts[0],
                            parts.length > 1 ? parts[1] : null,
                            parts.length > 2 ? parts[2] : null);
            boolean right =
                    "evt_4711".equals(headers.id())
                            && timestamp.equals(headers.timestamp())
                            && headers.signatures() != null
                            && Arrays.stream(headers.signatures().strip().split(" ", -1))
                                    .anyMatch(text -> isSignature(text, signature));

            assertThat(send(endpoint, headers, body))
                    .as("round %d", i)
                    .isEqualTo(right ? 204 : 401);
        }
    }

    /// Base64 has several spellings of the same bytes: with and without padding, and with bits at
    /// the end that do not count.
    private static boolean isSignature(String text, byte[] signature) {
        try {
            return text.startsWith("v1,")
                    && Arrays.equals(Base64.getDecoder().decode(text.substring(3)), signature);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
