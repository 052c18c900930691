package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTimelineTest {

    private static final UserDesk.By JANE = new UserDesk.By("jane", "192.0.2.1", "laptop stolen");

    private final JourneyFixture work = new JourneyFixture();
    private final UserDesk desk =
            UserDeskFixture.desk(work, InstantSource.fixed(Instant.parse("2026-11-22T10:15:30Z")));
    private final UserTimeline timeline = UserDeskFixture.timeline(work);

    private List<UserEvent> all(UserId user) {
        return timeline.page(user, Optional.empty(), "", 100).events();
    }

    private static List<String> told(List<UserEvent> events) {
        return events.stream()
                .map(event ->
                        switch (event.what()) {
                            case UserEvent.KeyStep step ->
                                    "key %d %s %s"
                                            .formatted(
                                                    step.version(),
                                                    step.step(),
                                                    step.cause().orElse("-"));
                            case UserEvent.Act act ->
                                    act.actor() + " " + act.action() + " " + act.detail();
                            case UserEvent.Word word -> "word " + word.kind();
                            case UserEvent.Asked asked -> "asked " + asked.cause();
                            case UserEvent.InDoubt _ -> "in doubt";
                            case UserEvent.NextAttempt next ->
                                    "next " + next.state() + " " + next.attempts();
                            case UserEvent.Known _ -> "known";
                            case UserEvent.Changed changed -> "changed " + changed.version();
                        })
                .toList();
    }

    @Test
    void tellsWhatBecameOfEachVersionAndWhy() {
        UserId user = work.withKey("zoe@example.com");
        assertThat(desk.act(UserDesk.Act.ROTATE, user, JANE)).isEqualTo(UserDesk.Outcome.DONE);
        work.turn();

        assertThat(told(all(user)))
                .contains(
                        "known",
                        "key 1 DRAWN user-created",
                        "key 1 SENT -",
                        "key 1 CONFIRMED -",
                        "key 1 SUPERSEDED -",
                        "jane host-key.rotate DONE; reason: laptop stolen",
                        "key 2 DRAWN rotation-requested",
                        "key 2 SENT -",
                        "key 2 CONFIRMED -")
                .hasSize(9);
    }

    @Test
    void tellsWhatIsStillToCome() {
        UserId user = work.create("zoe@example.com");
        work.answer(new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));
        work.turn();

        assertThat(told(all(user))).contains("asked user-created", "next WAITING 1");
    }

    @Test
    void pagesWithoutGapsAndRepetitions() {
        UserId user = work.withKey("zoe@example.com");
        for (int i = 0; i < 4; i++) {
            desk.act(UserDesk.Act.ROTATE, user, JANE);
            work.turn();
        }
        List<UserEvent> whole = all(user);

        List<UserEvent> paged = new ArrayList<>();
        UserTimeline.Page page = timeline.page(user, Optional.empty(), "", 3);
        paged.addAll(page.events());
        while (page.next().isPresent()) {
            UserEvent last = page.next().get();
            page = timeline.page(user, Optional.of(last.at()), last.key(), 3);
            paged.addAll(page.events());
        }

        assertThat(whole).hasSizeGreaterThan(20).isSorted();
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void findsUsersWithHowItStands() {
        UserId user = work.withKey("zoe@example.com");
        work.create("zora@example.com");

        UserDesk.Found found = desk.search("zO", 50);

        assertThat(found.users())
                .extracting(one -> one.user().profile().userName() + " " + one.key())
                .containsExactly("zoe@example.com ACTIVE", "zora@example.com PENDING");
        assertThat(found.more()).isFalse();
        assertThat(desk.search("zo", 1).more()).isTrue();
        assertThat(desk.standing(user).version()).contains(1L);
    }
}
