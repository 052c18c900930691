package dev.hostkeysync.webhook.okta;

import static dev.hostkeysync.webhook.okta.OktaHooks.SECRET;
import static dev.hostkeysync.webhook.okta.OktaHooks.deliver;
import static dev.hostkeysync.webhook.okta.OktaHooks.hook;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.Quiet;
import dev.hostkeysync.webhook.GoldenFiles;
import dev.hostkeysync.webhook.Mutations;
import dev.hostkeysync.webhook.RecordingIntake;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OktaFuzzTest {

    private static final int ROUNDS = 20_000;

    @RegisterExtension static final Quiet QUIET = new Quiet("dev.hostkeysync.webhook.okta");

    @Test
    void refusesOrTakesWhateverComes() throws IOException {
        Mutations mutations =
                new Mutations(new Random(20261122), GoldenFiles.bytes("okta", "delivery"));
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
