package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final URI URL = URI.create("https://hooks.example.com/");

    private final Desk desk = new Desk();

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void writesNothingWhileNobodyListens() {
        UUID disabled = desk.subscribe(URL).view().id();
        desk.jdbi.useTransaction(tx -> {
            boolean _ =
                    desk.subscriptions.move(
                            tx,
                            disabled,
                            State.DISABLED,
                            Optional.of("a test"),
                            desk.clock.instant());
        });

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));

        assertThat(desk.rows(disabled)).isEmpty();
    }

    @Test
    void tellsEachWhatItWants() {
        UUID all = desk.subscribe(URL).view().id();
        UUID revoked =
                desk.subscribe(URL, new Filter(EnumSet.of(Change.REVOKED), true)).view().id();
        UUID single =
                desk.subscribe(URL, new Filter(EnumSet.allOf(Change.class), false)).view().id();

        desk.intake.take(
                List.of(
                        desk.news("e1", "zoe", Change.ISSUED),
                        desk.news("e2", "zoe", Change.REVOKED),
                        Desk.news("e3", "max", Change.ISSUED, true, desk.clock.instant()),
                        desk.news("e4", "max", Change.FAILED)));

        assertThat(desk.rows(all))
                .containsExactly(
                        "e1 0 - waiting", "e2 0 - waiting", "e3 0 - waiting", "e4 0 - waiting");
        assertThat(desk.rows(revoked)).containsExactly("e2 0 - waiting");
        assertThat(desk.rows(single))
                .containsExactly("e1 0 - waiting", "e2 0 - waiting", "e4 0 - waiting");
    }

    @Test
    void writesARedeliveredEventOnce() {
        UUID id = desk.subscribe(URL).view().id();

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));
        desk.intake.take(
                List.of(
                        desk.news("e1", "zoe", Change.ISSUED),
                        desk.news("e1", "zoe", Change.ISSUED),
                        desk.news("e2", "zoe", Change.ROTATED)));

        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting", "e2 0 - waiting");
    }

    @Test
    void tellsANewSubscriberNothingFromBefore() {
        UUID id = desk.subscribe(URL).view().id();

        desk.intake.take(
                List.of(
                        Desk.news(
                                "e1",
                                "zoe",
                                Change.ISSUED,
                                false,
                                desk.clock.instant().minusMillis(1)),
                        desk.news("e2", "zoe", Change.ROTATED)));

        assertThat(desk.rows(id)).containsExactly("e2 0 - waiting");
    }

    @Test
    void stillWritesWhatHappenedBeforeItWasDisabled() {
        UUID id = desk.subscribe(URL).view().id();
        HostKeyNews before = desk.news("e1", "zoe", Change.ISSUED);
        desk.clock.pass(Duration.ofSeconds(1));
        desk.jdbi.useTransaction(tx -> {
            boolean _ =
                    desk.subscriptions.move(
                            tx, id, State.DISABLED, Optional.of("a test"), desk.clock.instant());
        });

        desk.intake.take(List.of(before, desk.news("e2", "zoe", Change.ROTATED)));

        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting");
    }

    @Test
    void holdsWhatComesWhileASubscriptionIsPaused() {
        UUID id = desk.subscribe(URL).view().id();
        desk.jdbi.useTransaction(tx -> {
            boolean _ =
                    desk.subscriptions.move(
                            tx, id, State.PAUSED, Optional.empty(), desk.clock.instant());
        });

        desk.intake.take(List.of(desk.news("e1", "zoe", Change.ISSUED)));

        assertThat(desk.rows(id)).containsExactly("e1 0 - waiting");
        assertThat(desk.leases.due(Set.of(Kind.WEBHOOK))).isEmpty();
    }
}
