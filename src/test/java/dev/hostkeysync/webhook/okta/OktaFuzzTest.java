package dev.hostkeysync.webhook.okta;

import static dev.hostkeysync.webhook.okta.OktaHooks.SECRET;
import static dev.hostkeysync.webhook.okta.OktaHooks.deliver;
import static dev.hostkeysync.webhook.okta.OktaHooks.hook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.webhook.Mutations;
import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OktaFuzzTest {

    private static final int ROUNDS = 20_000;

    private static final Logger LOG = Logger.getLogger("dev.hostkeysync.webhook.okta");

    @BeforeAll
    static void sayNothingOfThousandsOfRefusals() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void refusesOrTakesWhateverComes() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/webhook/okta"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(
                        new JsonMapper()
                                .writeValueAsBytes(
                                        new JsonMapper().readTree(file.toFile()).path("delivery")));
            }
        }
        Mutations mutations = new Mutations(new Random(20261122), seeds);
        RecordingIntake intake = new RecordingIntake();
        OktaHook hook = hook(intake);

        for (int i = 0; i < ROUNDS; i++) {
            byte[] body = mutations.next();
            intake.clear();

            int status = deliver(hook, List.of(SECRET), body);

            assertThat(status).as("round %d", i).isIn(204, 400);
            assertThat(intake.taken())
                    .allSatisfy(notice ->
                            assertThat(notice.eventIds())
                                    .allMatch(id -> id.length() <= 210 && !id.isBlank()));
        }
    }

    @Test
    void refusesWhateverSecretItIsShown() {
        Mutations mutations = new Mutations(new Random(42), List.of(SECRET.getBytes(UTF_8)));
        OktaHook hook = hook(new RecordingIntake());
        int challenged = 0;

        for (int i = 0; i < ROUNDS; i++) {
            String text = new String(mutations.next(), ISO_8859_1);

            int status = deliver(hook, List.of(text), new byte[0]);

            assertThat(status).isEqualTo(text.strip().equals(SECRET) ? 400 : 401);
            try {
                assertThat(hook.verify(List.of(SECRET), text)).isEqualTo(text);
                challenged++;
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isEqualTo(400);
            }
        }
        assertThat(challenged).isPositive();
    }
}
