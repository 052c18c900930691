package dev.hostkeysync.reconcile.backfill;

import static dev.hostkeysync.zoom.ZoomUserStatus.ACTIVE;
import static dev.hostkeysync.zoom.ZoomUserStatus.INACTIVE;
import static dev.hostkeysync.zoom.ZoomUserStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private final Desk desk = new Desk();
    private final JourneyFixture journey = desk.journey;

    /// One user of each kind.
    private void fill() {
        desk.zoom.licensed("new1", "new1@example.com");
        desk.zoom.licensed("new2", "new2@example.com");
        desk.zoom.licensed("known", "known@example.com");
        var _ = knownWithoutKey("known@example.com");
        desk.zoom.licensed("has", "has@example.com");
        journey.withKey("has@example.com");
        desk.zoom.licensed("ceo", "ceo@example.com");
        desk.zoom.licensed("kept", "kept@example.com");
        UserId kept = knownWithoutKey("kept@example.com");
        desk.jdbi.useTransaction(tx -> journey.protection().set(tx, kept, true));
        desk.zoom.put("basic", "basic@example.com", ACTIVE, 1);
        desk.zoom.put("off", "off@example.com", INACTIVE, 2);
        desk.zoom.put("", "invited@example.com", PENDING, 2);
        desk.zoom.licensed("switched", "switched@example.com");
        journey.edit(journey.withKey("switched@example.com"), "switched@example.com", false);
        desk.zoom.licensed("gone", "gone@example.com");
        journey.remove(journey.withKey("gone@example.com"));
        desk.zoom.licensed("way", "way@example.com");
        journey.create("way@example.com");
    }

    private UserId knownWithoutKey(String email) {
        return journey.directory()
                .changed(new UserChange.Create(JourneyFixture.profile(email)))
                .getFirst()
                .envelope()
                .userId();
    }

    private static final Map<String, Integer> SKIPPED =
            Map.of(
                    "protected", 2,
                    "pending", 1,
                    "deactivated", 2,
                    "unlicensed", 1,
                    "removed", 1,
                    "key-under-way", 1,
                    "has-key", 1);

    @Test
    void tellsInADryRunWhoWouldGetAKeyAndTouchesNobody() {
        fill();
        BackfillView begun = desk.begin(true);
        assertThat(begun.state()).isEqualTo(BackfillState.LISTING);
        int outbox = desk.count("SELECT count(*) FROM outbox");
        int versions = desk.count("SELECT sum(version) FROM directory_user");

        BackfillView done = desk.run(begun);

        assertThat(done.state()).isEqualTo(BackfillState.DONE);
        assertThat(done.total()).isEqualTo(3);
        assertThat(done.adopted()).isEqualTo(2);
        assertThat(done.listed()).isEqualTo(12);
        assertThat(done.skipped()).isEqualTo(SKIPPED);
        assertThat(done.etaSeconds()).isEqualTo(1);
        assertThat(done.warnings()).containsExactly(BackfillView.MAIL);
        assertThat(done.message()).isEqualTo("3 users would get a key. Nobody was touched.");
        assertThat(desk.lines(done))
                .contains(
                        "known@example.com planned",
                        "new1@example.com planned",
                        "ceo@example.com skipped protected",
                        "invited@example.com skipped pending");
        assertThat(desk.count("SELECT count(*) FROM outbox")).isEqualTo(outbox);
        assertThat(desk.count("SELECT sum(version) FROM directory_user")).isEqualTo(versions);
        assertThat(desk.count("SELECT count(*) FROM census")).isZero();
        assertThat(desk.count("SELECT count(*) FROM backfill WHERE due_at IS NOT NULL")).isZero();
    }

    @Test
    void givesEverybodyAKeyWhoMayHaveOne() {
        fill();
        var _ = journey.turn();
        List<String> before = journey.announced();

        BackfillView done = desk.run(desk.begin(false));

        assertThat(done.state()).isEqualTo(BackfillState.DONE);
        assertThat(done.total()).isEqualTo(3);
        assertThat(done.done()).isEqualTo(3);
        assertThat(done.waiting()).isZero();
        assertThat(done.message()).isEqualTo("3 keys were set.");
        assertThat(journey.announced()).hasSize(before.size() + 3);
        assertThat(journey.announced().subList(before.size(), before.size() + 3))
                .containsOnly("issued 1 backfill");
        assertThat(bulk().subList(before.size(), before.size() + 3)).containsOnly(true);
        assertThat(journey.called().subList(before.size(), journey.called().size()))
                .contains("new1", "new2", "known");
        DirectoryUser adopted = user("new1@example.com");
        assertThat(adopted.zoomUserId().orElseThrow().value()).isEqualTo("new1");
        assertThat(adopted.profile().document())
                .contains("\"givenName\": \"Zoe\"", "\"userName\": \"new1@example.com\"");
        assertThat(user("has@example.com").zoomUserId().orElseThrow().value()).isEqualTo("has");
        assertThat(desk.count("SELECT count(*) FROM backfill_user WHERE first_name IS NOT NULL"))
                .isZero();
    }

    private DirectoryUser user(String name) {
        return journey.directory().reader().byUserName(name).orElseThrow();
    }

    private List<Boolean> bulk() {
        return desk.jdbi.withHandle(handle ->
                handle.select(
                                "SELECT (convert_from(value, 'UTF8')::jsonb ->> 'bulk')::boolean FROM outbox"
                                        + " WHERE topic = 'host-key-events' ORDER BY id")
                        .mapTo(Boolean.class)
                        .list());
    }

    @Test
    void findsNothingToDoTheSecondTime() {
        fill();
        var _ = desk.run(desk.begin(false));
        int calls = journey.called().size();

        BackfillView second = desk.run(desk.begin(false));

        assertThat(second.total()).isZero();
        assertThat(second.message())
                .isEqualTo("Nothing to do: everybody it is about who may have a key has one.");
        assertThat(second.skipped()).containsEntry("has-key", 5);
        assertThat(journey.called()).hasSize(calls);
    }

    @Test
    void takesTheEventsOfAdoptionForNews() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        BackfillView done = desk.run(desk.begin(false));
        assertThat(done.done()).isEqualTo(1);
        assertThat(
                        desk.count(
                                "SELECT applied_version - (SELECT max(version) FROM directory_user) FROM sync_user"))
                .isZero();
    }

    @Test
    void letsAProviderFindWhomItAdopted() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        var _ = desk.run(desk.begin(false));

        ChangeResult posted =
                journey.directory()
                        .directory()
                        .apply(
                                new UserChange.Create(JourneyFixture.profile("zoe@example.com")),
                                "scim:okta");

        assertThat(posted).isInstanceOf(ChangeResult.UserNameTaken.class);
        assertThat(user("Zoe@example.com").zoomUserId().orElseThrow().value()).isEqualTo("zoe");
    }

    @Test
    void goesOnAfterAKillAtEveryStep() {
        desk.zoom.pageSize = 3;
        for (int i = 0; i < 30; i++) {
            desk.zoom.licensed("z" + i, "user" + i + "@example.com");
        }
        BackfillView one = desk.begin(false);

        // Each step is done by a replica that was not there before.
        BackfillView done = desk.run(one);

        assertThat(done.done()).isEqualTo(30);
        assertThat(journey.called()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void leavesItToTheReplicaThatWorksOnIt() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        BackfillView one = desk.begin(false);
        desk.jdbi.useTransaction(tx -> {
            assertThat(desk.rows.lease(tx, true, one.id())).isPresent();
        });

        var _ = desk.replica().find();
        assertThat(desk.zoom.asked).isEmpty();
        desk.jdbi.useTransaction(tx -> {
            assertThat(desk.rows.lease(tx, true, one.id())).isPresent();
            assertThat(desk.rows.lease(tx, false, one.id())).isEmpty();
        });
        desk.killed();
        var _ = desk.replica().find();

        assertThat(desk.zoom.asked).containsExactly("P0@0.5");
    }

    @Test
    void keepsTheListAsLongAsAPageOfItWaitsAndNotLonger() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        BackfillView one = desk.begin(false);
        BackfillLoop reading = desk.replica();
        desk.zoom.meanwhile =
                () -> {
                    desk.zoom.meanwhile = () -> {};
                    desk.killed();
                    var _ = reading.run();
                    var _ = desk.replica().find();
                };

        var _ = reading.find();
        assertThat(desk.zoom.asked).hasSize(1);
        assertThat(
                        desk.count(
                                "SELECT count(*) FROM backfill WHERE leased_until > now() + interval '3 s'"))
                .isZero();
        desk.killed();
        var _ = reading.run();
        var _ = desk.replica().find();

        assertThat(desk.zoom.asked).hasSize(2);
        assertThat(desk.get(one).state()).isEqualTo(BackfillState.LISTING);
    }

    @Test
    void hasFewOnTheirWayAtATime() {
        // 10 calls a second, of which it may have half, for four seconds.
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);

        desk.step();
        desk.step();

        assertThat(desk.count("SELECT count(*) FROM sync_user WHERE state = 'DUE'")).isEqualTo(20);
        assertThat(desk.get(one).inFlight()).isEqualTo(20);
    }

    private void many(int users) {
        for (int i = 0; i < users; i++) {
            desk.zoom.licensed("z" + i, "user" + i + "@example.com");
        }
    }

    @Test
    void pausesAndResumes() {
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();

        assertThat(desk.administration.pause(one.id(), Desk.OPERATOR).state())
                .isEqualTo(BackfillState.PAUSED);
        var _ = journey.turn();
        desk.step();
        desk.step();
        assertThat(journey.turn()).isZero();
        BackfillView paused = desk.get(one);
        assertThat(paused.state()).isEqualTo(BackfillState.PAUSED);
        assertThat(paused.done()).isEqualTo(20);
        assertThat(paused.inFlight()).isZero();
        assertThat(desk.count("SELECT count(*) FROM backfill WHERE due_at IS NOT NULL")).isZero();

        assertThat(desk.administration.resume(one.id(), Desk.OPERATOR).state())
                .isEqualTo(BackfillState.RUNNING);
        assertThat(desk.run(one).done()).isEqualTo(60);
        assertThat(journey.called()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void pausesWhileItLists() {
        desk.zoom.pageSize = 2;
        many(10);
        BackfillView one = desk.begin(false);
        desk.step();
        desk.step();
        var _ = desk.administration.pause(one.id(), Desk.OPERATOR);
        int asked = desk.zoom.asked.size();
        desk.step();
        assertThat(desk.zoom.asked).hasSize(asked);

        assertThat(desk.administration.resume(one.id(), Desk.OPERATOR).state())
                .isEqualTo(BackfillState.LISTING);

        assertThat(desk.run(one).done()).isEqualTo(10);
    }

    @Test
    void cancelsForGood() {
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();

        var _ = desk.administration.cancel(one.id(), Desk.OPERATOR);
        desk.step();
        assertThat(desk.get(one).inFlight()).isEqualTo(20);
        var _ = journey.turn();
        desk.step();

        BackfillView cancelled = desk.get(one);
        assertThat(cancelled.state()).isEqualTo(BackfillState.CANCELLED);
        assertThat(cancelled.done()).isEqualTo(20);
        assertThat(cancelled.endedAt()).isEqualTo(JourneyFixture.NOW);
        assertThat(journey.turn()).isZero();
        BackfillView next = desk.begin(false);
        assertThat(desk.run(next).total()).isEqualTo(40);
    }

    @Test
    void forgetsTheListOfWhatIsCancelledWhileItLists() {
        many(3);
        BackfillView one = desk.begin(false);
        desk.step();
        var _ = desk.administration.cancel(one.id(), Desk.OPERATOR);
        desk.step();

        assertThat(desk.count("SELECT count(*) FROM census")).isZero();
        assertThat(desk.get(one).state()).isEqualTo(BackfillState.CANCELLED);
        assertThat(desk.known("user1@example.com")).isEmpty();
    }

    @Test
    void waitsWhileZoomThrottlesTheList() {
        many(2);
        desk.zoom.answersFirst.add(
                new UserListing.Failed(
                        new ZoomOutcome.Throttled(Duration.ofHours(3), true, "the day is used")));
        BackfillView one = desk.begin(false);

        var _ = desk.replica().find();

        assertThat(desk.get(one).heldBy()).isEqualTo("the day is used");
        assertThat(
                        desk.count(
                                "SELECT round(extract(epoch FROM due_at - now()) / 3600) FROM backfill"))
                .isEqualTo(3);
        assertThat(desk.run(one).done()).isEqualTo(2);
        assertThat(desk.get(one).heldBy()).isNull();
    }

    @Test
    void endsWithThoseWhoWaitNamed() {
        many(3);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        journey.answer(
                new ZoomOutcome.NotLicensed("no licence"),
                new ZoomOutcome.Done(),
                new ZoomOutcome.Done());

        BackfillView done = desk.run(one);

        assertThat(done.state()).isEqualTo(BackfillState.DONE);
        assertThat(done.done()).isEqualTo(2);
        assertThat(done.waiting()).isEqualTo(1);
        assertThat(desk.lines(done)).filteredOn(line -> line.contains("waiting")).hasSize(1);
        assertThat(desk.lines(done).toString()).contains("waiting no licence");
    }

    @Test
    void takesNobodyFurtherUpWhileZoomIsAway() {
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        ZoomOutcome[] away = new ZoomOutcome[60];
        Arrays.fill(away, new ZoomOutcome.Unknown("HTTP 503"));
        journey.answer(away);

        for (int look = 0; look < 3; look++) {
            var _ = journey.turn();
            desk.jdbi.useHandle(handle ->
                    handle.execute(
                            "UPDATE sync_user SET in_doubt_since = now() - interval '1 hour'"
                                    + " WHERE state = 'IN_DOUBT'"));
            desk.step();
        }

        assertThat(desk.get(one).state()).isEqualTo(BackfillState.RUNNING);
        assertThat(desk.get(one).inDoubt()).isEqualTo(20);
        assertThat(desk.get(one).waiting()).isZero();
        assertThat(desk.count("SELECT count(*) FROM sync_user WHERE state <> 'DONE'"))
                .isEqualTo(20);
    }

    /// One user whose key Zoom may have taken or not.
    private BackfillView inDoubt(String since) {
        many(1);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        journey.answer(new ZoomOutcome.Unknown("HTTP 503"));
        var _ = journey.turn();
        desk.jdbi.useHandle(handle ->
                handle.execute("UPDATE sync_user SET in_doubt_since = now() - ?::interval", since));
        desk.step();
        return one;
    }

    @Test
    void doesNotEndWhileSomebodyIsNewlyInDoubt() {
        BackfillView one = inDoubt("14 minutes");

        assertThat(desk.get(one).state()).isEqualTo(BackfillState.RUNNING);
        assertThat(desk.get(one).inFlight()).isEqualTo(1);
    }

    @Test
    void endsWithoutThoseWhoAreInDoubtForLong() {
        BackfillView one = inDoubt("16 minutes");

        BackfillView done = desk.get(one);
        assertThat(done.state()).isEqualTo(BackfillState.DONE);
        assertThat(done.inFlight()).isZero();
        assertThat(done.inDoubt()).isEqualTo(1);
        assertThat(done.message())
                .isEqualTo(
                        "0 keys were set. 0 users wait for Zoom and are tried again; of 0 Zoom refused every key;"
                                + " of 1 Zoom has not said whether it took the key, and is asked on. See /users.");
        assertThat(desk.lines(done)).containsExactly("user0@example.com in-doubt HTTP 503");
    }

    @Test
    void followsAfterTheEndWhomItLeftBehind() {
        BackfillView one = inDoubt("16 minutes");
        assertThat(dueIn()).isEqualTo(60);
        journey.makeEverybodyDue();
        var _ = journey.turn();

        desk.step();

        assertThat(desk.get(one).state()).isEqualTo(BackfillState.DONE);
        assertThat(desk.get(one).done()).isEqualTo(1);
        assertThat(desk.get(one).inDoubt()).isZero();
        assertThat(desk.get(one).endedAt()).isEqualTo(JourneyFixture.NOW);
        assertThat(desk.count("SELECT count(*) FROM backfill WHERE due_at IS NOT NULL")).isZero();
    }

    @Test
    void followsThemForAMonth() {
        var _ = inDoubt("16 minutes");
        desk.clock.pass(Duration.ofDays(2));
        desk.step();
        assertThat(dueIn()).isEqualTo(3600);

        desk.clock.pass(Duration.ofDays(29));
        desk.step();

        assertThat(desk.count("SELECT count(*) FROM backfill WHERE due_at IS NOT NULL")).isZero();
    }

    private int dueIn() {
        return desk.count("SELECT round(extract(epoch FROM due_at - now())) FROM backfill");
    }

    @Test
    void saysThatTheDayOfBatchWorkIsUsedUp() {
        // 6,000 calls a day, of which it may have half.
        Desk free = new Desk(Limits.of(Plan.FREE, 1));
        free.zoom.licensed("z", "zoe@example.com");
        BackfillView one = free.begin(false);
        free.sort(one);
        free.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE zoom_budget SET day = (now() AT TIME ZONE 'UTC')::date, used_today = 3000,"
                                + " batch_today = 3000 WHERE rate_class = 'LIGHT'"));

        free.step();

        assertThat(free.get(one).heldBy())
                .isEqualTo("the share of batch work in the day's calls is used up");
    }

    @Test
    void countsManyLessOften() {
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        assertThat(desk.get(one).inFlight()).isEqualTo(20);
        desk.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE backfill SET so_far = 10001, sampled_at = now() + interval '1 hour'"));
        var _ = journey.turn();

        desk.step();
        assertThat(desk.get(one).done()).isZero();
        desk.jdbi.useHandle(handle ->
                handle.execute("UPDATE backfill SET sampled_at = now() - interval '3 seconds'"));
        desk.step();
        assertThat(desk.get(one).done()).isEqualTo(20);

        assertThat(desk.run(one).done()).isEqualTo(60);
    }

    @Test
    void forgetsAddressesAndNamesAWeekAfterTheEnd() {
        fill();
        BackfillView dry = desk.run(desk.begin(true));
        BackfillView real = desk.run(desk.begin(false));
        desk.clock.pass(Duration.ofDays(7));
        desk.step();
        assertThat(desk.lines(dry)).contains("new1@example.com planned");

        desk.clock.pass(Duration.ofSeconds(1));
        desk.step();

        assertThat(desk.lines(dry)).hasSize(12).contains("- planned", "- skipped pending");
        assertThat(desk.lines(real)).hasSize(12).contains("- done");
        assertThat(
                        desk.count(
                                "SELECT count(*) FROM backfill_user b WHERE b::text LIKE '%example%'"))
                .isZero();
        assertThat(
                        desk.count(
                                "SELECT count(*) FROM backfill_user"
                                        + " WHERE coalesce(first_name, last_name, display_name, department) IS NOT NULL"))
                .isZero();
        assertThat(desk.get(real).done()).isEqualTo(3);
    }

    @Test
    void countsWhomZoomRefuses() {
        many(1);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        journey.answer(
                new ZoomOutcome.RefusedValue("too simple"),
                new ZoomOutcome.RefusedValue("too simple"),
                new ZoomOutcome.RefusedValue("too simple"));

        BackfillView done = desk.run(one);

        assertThat(done.failed()).isEqualTo(1);
        assertThat(desk.lines(done)).containsExactly("user0@example.com failed too simple");
    }

    @Test
    void letsALiveEventGoFirst() {
        many(3);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        UserId user = desk.known("user1@example.com").orElseThrow();

        journey.edit(user, "user1.new@example.com", true);

        assertThat(journey.liveTurn()).isEqualTo(1);
        assertThat(journey.called()).containsExactly("z1");
        assertThat(desk.run(one).done()).isEqualTo(3);
        assertThat(journey.called()).hasSize(3);
    }

    @Test
    void looksAgainWhenAUsersTurnComes() {
        many(60);
        BackfillView one = desk.begin(false);
        desk.sort(one);
        desk.step();
        var _ = desk.administration.pause(one.id(), Desk.OPERATOR);
        desk.step();
        List<String> waiting =
                desk.lines(one).stream().filter(line -> line.endsWith(" planned")).toList();
        String made = waiting.get(0).split(" ")[0];
        String guarded = waiting.get(1).split(" ")[0];
        String switchedOff = waiting.get(2).split(" ")[0];
        journey.create(made);
        UserId known = knownWithoutKey(guarded);
        desk.jdbi.useTransaction(tx -> journey.protection().set(tx, known, true));
        journey.edit(journey.create(switchedOff), switchedOff, false);
        var _ = journey.turn();
        var _ = desk.administration.resume(one.id(), Desk.OPERATOR);

        BackfillView done = desk.run(one);

        assertThat(done.skipped())
                .isEqualTo(Map.of("has-key", 1, "protected", 1, "deactivated", 1));
        assertThat(done.total()).isEqualTo(57);
    }

    @Test
    void replacesAKeyThatSomebodyElseSet() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        UserId zoe = journey.withKey("zoe@example.com");
        desk.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE host_key SET drifted_at = now() WHERE user_id = ?", zoe.value()));

        BackfillView done = desk.run(desk.begin(false));

        assertThat(done.done()).isEqualTo(1);
        assertThat(journey.announced())
                .containsExactly("issued 1 user-created", "rotated 2 backfill");
    }

    @Test
    void givesEverybodyAnotherKeyIfItIsToldTo() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        desk.zoom.licensed("new", "new@example.com");
        UserId zoe = journey.withKey("zoe@example.com");

        BackfillView plan = desk.run(desk.beginRotation(true));
        BackfillView done = desk.run(desk.beginRotation(false));

        assertThat(plan.total()).isEqualTo(2);
        assertThat(plan.rotate()).isTrue();
        assertThat(done.done()).isEqualTo(2);
        assertThat(desk.known("zoe@example.com")).contains(zoe);
        assertThat(journey.announced())
                .containsExactlyInAnyOrder(
                        "issued 1 user-created", "rotated 2 backfill", "issued 1 backfill");
    }

    @Test
    void rotatesNobodyWhoseKeyIsNewerThanItself() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        UserId zoe = journey.withKey("zoe@example.com");
        BackfillView one = desk.beginRotation(false);
        while (desk.get(one).state() == BackfillState.LISTING) {
            desk.killed();
            var _ = desk.replica().find();
        }
        desk.jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE host_key SET activated_at = now() + interval '10 years' WHERE user_id = ?",
                        zoe.value()));

        BackfillView done = desk.run(one);

        assertThat(done.skipped()).isEqualTo(Map.of("has-key", 1));
        assertThat(journey.announced()).containsExactly("issued 1 user-created");
    }

    @Test
    void leavesAloneWhomAnOperatorTookTheKeyFrom() {
        desk.zoom.licensed("zoe", "zoe@example.com");
        UserId zoe = journey.withKey("zoe@example.com");
        desk.jdbi.useTransaction(
                tx -> journey.marks().mark(tx, List.of(zoe), Order.CONCEAL, "operator", Lane.LIVE));
        var _ = journey.turn();

        assertThat(desk.run(desk.begin(false)).skipped()).isEqualTo(Map.of("revoked", 1));
    }

    @Test
    void isAboutWhomTheFilterMeans() {
        desk.zoom.licensed("a", "a@example.com");
        desk.zoom.licensed("b", "b@EXAMPLE.com");
        desk.zoom.licensed("c", "c@other.example");

        BackfillView done =
                desk.run(desk.begin(true, new Filter("Example.com", null, Set.of("b", "c"), null)));

        assertThat(done.total()).isEqualTo(1);
        assertThat(desk.lines(done)).containsExactly("b@EXAMPLE.com planned");
    }

    @Test
    void asksForGroupsWhereTheyCount() {
        desk.zoom.licensed("a", "a@example.com");
        desk.zoom.licensed("b", "b@example.com");
        var _ = journey.create("b@example.com");
        journey.directory().eligibleGroups("Hosts");

        assertThat(desk.run(desk.begin(false)).skipped()).isEqualTo(Map.of("not-eligible", 2));
        assertThat(desk.known("a@example.com")).isEmpty();
    }

    @Test
    void doesNotMixUpTwoOfZoomsUsers() {
        desk.zoom.licensed("first", "zoe@example.com");
        var _ = desk.run(desk.begin(false));
        desk.zoom.licensed("second", "zoe@example.com");

        assertThat(desk.run(desk.begin(false)).skipped()).isEqualTo(Map.of("other-zoom-user", 1));
    }

    @Test
    void wakesWhomZoomCouldNotTake() {
        desk.zoom.licensed("z", "zoe@example.com");
        UserId zoe = journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.NotLicensed("no licence"));
        var _ = journey.turn();

        BackfillView done = desk.run(desk.begin(false));

        assertThat(done.done()).isEqualTo(1);
        assertThat(journey.directory().reader().byUserName("zoe@example.com"))
                .get()
                .satisfies(user -> {
                    assertThat(user.id()).isEqualTo(zoe);
                    assertThat(user.zoomUserId()).isEqualTo(ZoomUserId.parse("z"));
                });
    }

    @Test
    void triesAgainWhoseKeysZoomRefused() {
        desk.zoom.licensed("z", "zoe@example.com");
        var _ = journey.create("zoe@example.com");
        journey.answer(
                new ZoomOutcome.RefusedValue("too simple"),
                new ZoomOutcome.RefusedValue("too simple"),
                new ZoomOutcome.RefusedValue("too simple"));
        while (desk.count("SELECT count(*) FROM sync_user WHERE state = 'REFUSED'") == 0) {
            var _ = journey.turn();
        }

        assertThat(desk.run(desk.begin(false)).done()).isEqualTo(1);
    }

    @Test
    void leavesAloneWhoseKeyIsTakenAwayAtThatMoment() {
        desk.zoom.licensed("z", "zoe@example.com");
        UserId zoe = journey.create("zoe@example.com");
        journey.answer(new ZoomOutcome.NotLicensed("no licence"));
        var _ = journey.turn();
        BackfillView one = desk.begin(false);
        while (desk.get(one).state() == BackfillState.LISTING) {
            desk.killed();
            var _ = desk.replica().find();
        }
        Classifier slow =
                new Classifier(
                        journey.directory().reader(), journey.ledger(), journey.protection()) {
                    @Override
                    Map<String, Decision> decide(
                            Handle tx, List<Listed> listed, Optional<Instant> rotatedBefore) {
                        Map<String, Decision> decisions = super.decide(tx, listed, rotatedBefore);
                        desk.jdbi.useTransaction(operator ->
                                journey.marks()
                                        .mark(
                                                operator,
                                                List.of(zoe),
                                                Order.CONCEAL,
                                                "operator",
                                                Lane.LIVE));
                        return decisions;
                    }
                };
        Marking marking =
                new Marking(desk.users, slow, journey.directory().directory(), journey.marks());

        desk.jdbi.useTransaction(tx -> {
            assertThat(marking.take(tx, desk.rows.lock(tx, one.id()).orElseThrow(), 10)).isOne();
        });

        assertThat(desk.lines(one)).containsExactly("zoe@example.com skipped revoked");
        assertThat(desk.count("SELECT count(*) FROM sync_user WHERE wanted = 'CONCEALED'"))
                .isEqualTo(1);
    }

    @Test
    void leavesAsItIsWhatIsCancelledWhileAPageIsRead() {
        many(3);
        BackfillView one = desk.begin(false);
        desk.zoom.meanwhile =
                () -> {
                    var _ = desk.administration.cancel(one.id(), Desk.OPERATOR);
                };

        var _ = desk.replica().find();

        assertThat(desk.get(one).state()).isEqualTo(BackfillState.CANCELLED);
        assertThat(desk.count("SELECT expected FROM backfill")).isZero();
    }

    @Test
    void findsSomebodyNewWithTheAddressOfOneWhoIsGone() {
        desk.zoom.licensed("old", "zoe@example.com");
        UserId old = journey.withKey("zoe@example.com");
        var _ = desk.run(desk.begin(false));
        journey.remove(old);
        desk.zoom.licensed("new", "zoe@example.com");

        BackfillView done = desk.run(desk.begin(true));

        assertThat(desk.lines(done)).containsExactly("zoe@example.com planned");
    }
}
