package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.FixedIds;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {

    private final Desk desk = new Desk();
    private final Receiver receiver =
            new Receiver(
                    FixedIds.number(1),
                    Kind.SSF_PUSH,
                    URI.create("http://127.0.0.1:1/hook"),
                    List.of());

    private record Fixed(boolean isOn, Map<String, String> headers) implements Encoder {

        @Override
        public Kind kind() {
            return Kind.SSF_PUSH;
        }

        @Override
        public Optional<Message> encode(Receiver receiver, Event event, Instant now) {
            return Optional.of(new Message(headers, new byte[0]));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void takesWhatCannotBeSentForAnAttemptAndQuotesNothingOfIt() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            Optional<Reply> reply =
                    courier(new Fixed(true, Map.of("Authorization", "secret\nvalue")))
                            .send(receiver, desk.news("e1", "zoe", Change.ISSUED).event());

            assertThat(reply).contains(new Reply.NoAnswer("not sent: IllegalArgumentException"));
            assertThat(logs.text()).doesNotContain("secret");
        }
    }

    @Test
    void sendsNoWebhookWithoutASignature() {
        Optional<Reply> reply =
                desk.courier.send(
                        new Receiver(FixedIds.number(1), Kind.WEBHOOK, receiver.url(), List.of()),
                        desk.news("e1", "zoe", Change.ISSUED).event());

        assertThat(reply).contains(new Reply.NoAnswer("not sent: there is no secret to sign with"));
    }

    @Test
    void leavesWhatIsOffToOthers() {
        assertThat(courier(new Fixed(false, Map.of())).kinds()).isEmpty();
        assertThat(courier(new Fixed(true, Map.of())).kinds()).containsExactly(Kind.SSF_PUSH);
    }

    private Courier courier(Encoder encoder) {
        return new Courier(List.of(encoder), desk.client, desk.clock);
    }
}
