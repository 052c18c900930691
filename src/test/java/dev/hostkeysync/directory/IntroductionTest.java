package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// [Report.Introduced]: somebody who knows little of a user says that they are there.
class IntroductionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final ExternalId ID = new ExternalId("00u1");

    private static final UserReference ZOE = UserReference.none().with(ID).withUserName("zoe");
    private static final Profile THIN =
            new Profile(
                    "zoe",
                    Optional.of(ID),
                    Optional.of(new EmailAddress("zoe@login.example")),
                    Optional.of("Zoë"),
                    true,
                    "{\"userName\": \"zoe\"}");
    private static final Profile RICH =
            new Profile(
                    "zoe",
                    Optional.of(ID),
                    Optional.of(new EmailAddress("zoe@example.com")),
                    Optional.of("Zoë Müller"),
                    true,
                    "{\"userName\":\"zoe\",\"title\":\"Dr\"}");

    private final TestDatabase database = TestDatabase.fresh();
    private final DirectoryFixture fixture =
            new DirectoryFixture(database.jdbi(), new FixedIds(), InstantSource.fixed(NOW));

    @Test
    void makesAUserFromTheLittleThatIsKnown() {
        assertThat(events(report(0, new Report.Introduced(ZOE, THIN))))
                .containsExactly("user-created");
        assertThat(zoe().profile()).isEqualTo(THIN);
    }

    @Test
    void leavesWhatIsKnownBetterAsItIs() {
        List<LifecycleEvent> _ = fixture.changed(new UserChange.Create(RICH));

        ChangeResult result = report(0, new Report.Introduced(ZOE, THIN));

        assertThat(result).isInstanceOf(ChangeResult.Unchanged.class);
        assertThat(zoe().profile().email()).isEqualTo(RICH.email());
        assertThat(zoe().profile().displayName()).isEqualTo(RICH.displayName());
    }

    @Test
    void switchesOnWhoWasOffAndNothingElse() {
        ChangeResult _ = report(-2, new Report.Created(ZOE, RICH));
        ChangeResult _ = report(-1, new Report.Deactivated(ZOE));

        assertThat(events(report(0, new Report.Introduced(ZOE, THIN))))
                .containsExactly("user-reactivated");
        assertThat(zoe().profile().email()).isEqualTo(RICH.email());
    }

    @Test
    void isLateAfterANewerWord() {
        ChangeResult _ = report(-2, new Report.Introduced(ZOE, THIN));
        ChangeResult _ = report(0, new Report.Deactivated(ZOE));

        ChangeResult _ = report(-1, new Report.Introduced(ZOE, THIN));

        assertThat(zoe().profile().active()).isFalse();
    }

    @Test
    void givesWayToWhoeverKnowsMoreInWhateverOrderTheyCome() {
        ChangeResult _ = report(0, new Report.Introduced(ZOE, THIN));
        ChangeResult _ = report(-1, new Report.Created(ZOE, RICH));

        assertThat(zoe().profile().email()).isEqualTo(RICH.email());
        assertThat(zoe().profile().displayName()).isEqualTo(RICH.displayName());
    }

    private ChangeResult report(int minutes, Report report) {
        return database.jdbi()
                .inTransaction(tx ->
                        fixture.directory()
                                .report(
                                        tx,
                                        report,
                                        NOW.plus(Duration.ofMinutes(minutes)),
                                        "webhook:test"));
    }

    private DirectoryUser zoe() {
        return fixture.reader().byUserName("zoe").orElseThrow();
    }

    private static List<String> events(ChangeResult result) {
        return ((ChangeResult.Changed) result)
                .events().stream().map(event -> Trigger.of(event).label()).toList();
    }
}
