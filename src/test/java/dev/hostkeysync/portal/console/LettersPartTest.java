package dev.hostkeysync.portal.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.ops.letters.DeadLetterDesk;
import dev.hostkeysync.ops.letters.LettersFixture;
import dev.hostkeysync.portal.SignedIn;
import dev.hostkeysync.provisioning.DeadLetterFixture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LettersPartTest {

    private final DeadLetterFixture topic = new DeadLetterFixture();
    private final DeadLetterDesk desk =
            LettersFixture.desk(topic, InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z")));
    private final LettersPart part =
            new LettersPart(new ConsoleGuard(SignedIn.operator(), SignedIn.frames()), desk);

    private void poison(int records) {
        for (int i = 0; i < records; i++) {
            topic.send(
                    "key",
                    Map.of("ce_type", "dev.hostkeysync.user.created.v2"),
                    "{\"secret\":\"zoe@example.com\"}".getBytes(UTF_8));
        }
    }

    private UUID first() {
        return topic.all().getFirst().id();
    }

    @Test
    void replaysOneAndWritesItDown() {
        poison(2);
        UUID id = first();

        LettersView after = part.replay(id, Optional.empty(), Trail.JANE);

        assertThat(after.letters())
                .extracting(LettersView.Letter::state)
                .containsExactlyInAnyOrder("Waits for you", "On its way again");
        assertThat(after.isReplayable()).isTrue();
        assertThat(after.said()).startsWith("Replayed: ");
        assertThat(Trail.of(topic.jdbi()))
                .containsExactly("oidc:jane 192.0.2.1 dead-letter.replay " + id + ", attempt 2");
    }

    @Test
    void showsWhyAndNeverTheContent() {
        poison(1);

        String page =
                Rendered.page(
                        "letters",
                        Map.of("page", part.page(Optional.empty(), Optional.empty(), "")));

        assertThat(page)
                .contains("user.created.v2", "1 attempt", "of a version that this release")
                .contains("hx-post=\"/console/dead-letters/" + first() + "/replay\"")
                .doesNotContain("zoe@example.com");
    }

    @Test
    void replaysAllOfWhatIsShownAndNotOfWhatIsBeingTyped() {
        poison(1);

        LettersView shown = part.page(Optional.of("ver\"sion"), Optional.empty(), "");
        LettersView some = part.page(Optional.of("version"), Optional.empty(), "");

        assertThat(Rendered.page("letters", Map.of("page", shown)))
                .contains("id=\"letters-shown\" name=\"reason\" value=\"ver&quot;sion\"")
                .contains("hx-include=\"#letters-shown\"")
                .doesNotContain("Replay all");
        assertThat(Rendered.page("letters", Map.of("page", some)))
                .contains("whose reason has “version” in it?", ">Replay all of them<")
                .contains("hx-trigger=\"submit\" hx-include=\"unset\"");
    }

    @Test
    void replaysAllOfAReason() {
        poison(3);

        LettersView none = part.replayAll(Optional.of("no such reason"), Trail.JANE);
        LettersView all = part.replayAll(Optional.of("VERSION"), Trail.JANE);

        assertThat(none.said())
                .isEqualTo("Replayed: 0 records are on their topic once more, 3 still to replay.");
        assertThat(all.said())
                .isEqualTo("Replayed: 3 records are on their topic once more, 0 still to replay.");
        assertThat(Trail.of(topic.jdbi()))
                .containsExactly(
                        "oidc:jane 192.0.2.1 dead-letter.replay 3 letters; reason: VERSION");
    }

    @Test
    void knowsNoOtherLetter() {
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> part.replay(new UUID(0, 1), Optional.empty(), Trail.JANE));

        assertThat(refused.problem().status()).isEqualTo(404);
        assertThat(Trail.of(topic.jdbi())).isEmpty();
    }
}
