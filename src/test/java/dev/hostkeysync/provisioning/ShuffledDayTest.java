package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.RecordedDay;
import dev.hostkeysync.webhook.WebhookCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Senders deliver late, twice and in the wrong order: whatever the order in which a day comes in,
/// the same people are there in the end, the same of them shall have a key, and the same was told
/// of each.
class ShuffledDayTest {

    private static final RecordedDay DAY = RecordedDay.of(1);
    private static Ending clean;

    /// @param directory of the living, without ids, versions and times
    /// @param wanted what kind of key each person shall have
    /// @param told which kinds of events there were of each person
    private record Ending(List<String> directory, List<String> wanted, List<String> told) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("shuffles", 5));
    }

    @BeforeAll
    static void runClean() {
        clean = new Run().of(DAY.notices());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsTheSame(long seed) {
        Ending ending = new Run().of(shuffled(DAY.notices(), new Random(seed)));

        assertSame(ending.directory(), clean.directory());
        assertSame(ending.told(), clean.told());
        assertSame(ending.wanted(), clean.wanted());
    }

    private static void assertSame(List<String> lines, List<String> clean) {
        assertThat(without(lines, clean)).as("only in the shuffled run").isEmpty();
        assertThat(without(clean, lines)).as("only in the clean run").isEmpty();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    /// Every fourth comes twice, every eighth under another id as well, and in the end all of it
    /// once more.
    private static List<Notice> shuffled(List<Notice> day, Random random) {
        List<Notice> shuffled = new ArrayList<>(day);
        for (Notice notice : day) {
            if (random.nextInt(4) == 0) {
                shuffled.add(notice);
            }
            if (random.nextInt(8) == 0) {
                shuffled.add(
                        new Notice(
                                notice.source(),
                                List.of("another subscription's " + notice.eventIds().getFirst()),
                                notice.occurredAt(),
                                notice.report()));
            }
        }
        Collections.shuffle(shuffled, random);
        shuffled.addAll(day);
        return shuffled;
    }

    /// A service of its own, from the morning on.
    private static final class Run {

        private final Jdbi jdbi = TestDatabase.fresh().jdbi();
        private final TestClock clock = new TestClock(RecordedDay.BEGIN.toString());
        private final DirectoryFixture directory =
                new DirectoryFixture(jdbi, new FixedIds(), clock);
        private final Inbox inbox =
                new Inbox(
                        jdbi, directory.directory(), new WebhookCounter(new SimpleMeterRegistry()));
        private final Provisioner provisioner =
                new Provisioner(
                        new TriggerTable(
                                new DefaultProvisioning(),
                                new Protection(new DefaultProvisioning(), new SyncList())),
                        new SyncList(),
                        HostKeyFixture.ledger(clock),
                        new MassChangeGuard(
                                // A day of leavers in a second.
                                TestGuard.OFF,
                                new GuardTable(),
                                new HoldTable(new SyncList()),
                                new FixedIds()));

        Ending of(List<Notice> notices) {
            for (Profile profile : DAY.present()) {
                var _ = directory.changed(new UserChange.Create(profile));
            }
            clock.pass(Duration.between(RecordedDay.BEGIN, RecordedDay.END));
            notices.forEach(inbox::take);
            consume();
            return new Ending(directory(), wanted(), told());
        }

        private void consume() {
            List<LifecycleEvent> events = Outboxed.lifecycleEvents(jdbi);
            for (int from = 0; from < events.size(); from += 200) {
                List<LifecycleEvent> batch =
                        events.subList(from, Math.min(from + 200, events.size()));
                jdbi.useTransaction(tx -> provisioner.apply(tx, batch));
            }
        }

        private List<String> directory() {
            return lines(
                    """
                    SELECT concat_ws(' ', external_id, user_name, email, display_name, active, document, zoom_user_id,
                        active_at_zoom, eligible, status)
                    FROM directory_user WHERE status <> 'REMOVED' ORDER BY external_id
                    """);
        }

        /// Of whoever was removed and came back, as whom they are now.
        private List<String> wanted() {
            return lines(
                    """
                    SELECT DISTINCT ON (external_id) external_id || ' ' || coalesce(s.wanted, 'NOTHING')
                    FROM directory_user u LEFT JOIN sync_user s ON s.user_id = u.id
                    ORDER BY external_id, u.status = 'REMOVED', u.id
                    """);
        }

        private List<String> told() {
            return lines(
                    """
                    SELECT DISTINCT u.external_id || ' ' || o.headers[array_position(o.headers, 'ce_type') + 1] AS line
                    FROM outbox o JOIN directory_user u ON u.id::text = convert_from(o.key, 'UTF8') ORDER BY line
                    """);
        }

        private List<String> lines(String sql) {
            return jdbi.withHandle(db -> db.select(sql).mapTo(String.class).list());
        }
    }
}
