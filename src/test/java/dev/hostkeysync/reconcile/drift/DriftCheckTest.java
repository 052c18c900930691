package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.reconcile.census.ListedZoom;
import dev.hostkeysync.zoom.PageToken;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftCheckTest {

    private static final String NIGHTLY = "0 37 2 * * ?";

    private final Account account = new Account();

    private void healthy(int users) {
        IntStream.range(0, users)
                .forEach(i -> {
                    var _ = account.healthy("h" + i);
                });
        account.loseEvents();
    }

    private void unlist(String... names) {
        boolean _ =
                account.listed.users.removeIf(one ->
                        List.of(names).contains(one.id().orElseThrow().value().substring(2)));
    }

    private List<String> work() {
        return account.jdbi.withHandle(handle ->
                handle.select("SELECT user_id || wanted || state FROM sync_user ORDER BY user_id")
                        .mapTo(String.class)
                        .list());
    }

    private long directoryVersions() {
        return account.jdbi.withHandle(handle ->
                handle.select("SELECT sum(version)::bigint FROM directory_user")
                        .mapTo(Long.class)
                        .one());
    }

    private DriftView forced(Mode mode) {
        account.clock.pass(Duration.ofSeconds(1));
        UUID id =
                account.administration()
                        .start(new DriftBody(mode, true), Account.ANN, "192.0.2.7")
                        .id();
        account.replica("off").turn(() -> false);
        return account.administration().get(id);
    }

    @Test
    void findsNothingWhereAllAgree() {
        healthy(3);

        DriftView check = account.check(Mode.REPAIR);

        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(check.counts()).isEmpty();
        assertThat(check.users()).isEqualTo(3);
        assertThat(account.listed.asked).isNotEmpty().allMatch(call -> call.endsWith("@0.5"));
        assertThat(
                        account.jdbi.<Integer, RuntimeException>withHandle(handle ->
                                handle.select("SELECT count(*) FROM census")
                                        .mapTo(Integer.class)
                                        .one()))
                .isZero();
    }

    @Test
    void believesNoEmptyList() {
        healthy(3);
        account.listed.users.clear();
        List<String> before = work();

        DriftView check = account.check(Mode.REPAIR);
        DriftView forced = forced(Mode.REPAIR);

        assertThat(List.of(check.state(), forced.state())).containsOnly(State.STOPPED);
        assertThat(check.reason()).startsWith("Zoom's list of users is empty");
        assertThat(check.counts()).isNull();
        assertThat(work()).isEqualTo(before);
    }

    @Test
    void stopsAtAListThatIsSuddenlySmaller() {
        healthy(10);
        unlist("h0", "h1", "h2");
        long before = directoryVersions();

        DriftView first = account.check(Mode.REPAIR);

        assertThat(first.state()).isEqualTo(State.STOPPED);
        assertThat(first.reason())
                .isEqualTo(
                        "Zoom lists 7 users, after 10 whose Zoom id the directory knows: more than 20 % are missing."
                                + " Nothing was done. If the list is right, start a check with acceptShrunkenList: true");
        assertThat(directoryVersions()).isEqualTo(before);

        DriftView forced = forced(Mode.REPORT);
        assertThat(forced.state()).isEqualTo(State.DONE);
        assertThat(forced.counts()).containsExactly(java.util.Map.entry("gone-from-zoom", 3));

        // Seven are what there is from now on.
        unlist("h3");
        assertThat(account.check(Mode.REPORT).state()).isEqualTo(State.DONE);
        unlist("h4", "h5");
        DriftView smaller = account.check(Mode.REPORT);
        assertThat(smaller.state()).isEqualTo(State.STOPPED);
        assertThat(smaller.reason()).startsWith("Zoom lists 4 users, after 6 at the last check");
    }

    @Test
    void stopsAtAListWithAnEntryThatNamesNobody() {
        healthy(5);
        account.listed.answersFirst.add(
                new UserListing.Page(List.of(), 1, java.util.Optional.empty(), 1));

        DriftView check = account.check(Mode.REPAIR);

        assertThat(check.state()).isEqualTo(State.STOPPED);
        assertThat(check.reason()).startsWith("1 entries of Zoom's list name nobody");
    }

    @Test
    void stopsAtAListThatIsShorterThanZoomCountsOnItsLastPage() {
        healthy(5);
        Optional<PageToken> end = Optional.empty();
        account.listed.answersFirst.add(new UserListing.Page(List.of(), 0, end, 0));
        account.listed.answersFirst.add(
                new UserListing.Page(List.copyOf(account.listed.users), 0, end, 5));
        account.listed.answersFirst.add(new UserListing.Page(List.of(), 0, end, 100));

        DriftView check = account.check(Mode.REPAIR);

        assertThat(check.state()).isEqualTo(State.STOPPED);
        assertThat(check.reason()).startsWith("Zoom says that there are 105 users and lists 5.");
    }

    @Test
    void goesOnWhereverItWasKilled() {
        healthy(20);
        unlist("h0", "h1");
        account.listed.put("z-h2", Account.email("h2"), ZoomUserStatus.INACTIVE, 1);
        account.listed.pageSize = 4;
        UserId lost =
                account.lost(new UserChange.Create(JourneyFixture.profile("lost@example.com")))
                        .getFirst()
                        .envelope()
                        .userId();
        account.listed.licensed("z-lost", "lost@example.com");
        UUID id = account.start(Mode.REPAIR).id();

        int lives = 0;
        while (account.administration().get(id).endedAt() == null) {
            // One step, and the process dies with the lease in its hands.
            AtomicInteger steps = new AtomicInteger();
            try {
                account.replica("off")
                        .turn(() -> {
                            if (steps.getAndIncrement() == 1) {
                                throw new IllegalStateException("killed");
                            }
                            return false;
                        });
            } catch (IllegalStateException _) {
                // It is gone.
            }
            account.replica("off")
                    .turn(() -> {
                        throw new AssertionError("the lease is somebody else's");
                    });
            int _ =
                    account.jdbi.withHandle(handle ->
                            handle.execute("UPDATE drift_check SET leased_until = '-infinity'"));
            lives++;
        }

        DriftView check = account.administration().get(id);
        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(lives).isGreaterThan(10);
        assertThat(check.counts())
                .isEqualTo(
                        java.util.Map.of(
                                "gone-from-zoom", 2,
                                "no-key", 1,
                                "switched", 1,
                                "zoom-id-unknown", 1));
        assertThat(check.repaired()).isEqualTo(5);
        assertThat(check.outcomes()).containsExactly(java.util.Map.entry("repaired", 5));
        assertThat(account.journey.row(lost)).isEqualTo("DUE");
        assertThat(keysOf(lost)).isEqualTo(1);
    }

    private int keysOf(UserId user) {
        return account.jdbi.withHandle(handle ->
                handle.select("SELECT count(*) FROM host_key WHERE user_id = ?", user.value())
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void runsOneAtATime() {
        healthy(1);
        DriftView running = account.start(Mode.REPORT);

        assertThatThrownBy(() -> account.start(Mode.REPORT))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> {
                            assertThat(e.problem().status()).isEqualTo(409);
                            assertThat(e.problem().detail().orElseThrow())
                                    .contains(running.id().toString());
                        });
        account.replica("off").turn(() -> false);
        account.clock.pass(Duration.ofSeconds(1));
        DriftView next = account.start(Mode.REPAIR);

        assertThat(account.administration().list())
                .extracting(DriftView::id)
                .containsExactly(next.id(), running.id());
        assertThat(
                        account.jdbi.<List<String>, RuntimeException>withHandle(handle ->
                                handle.select(
                                                "SELECT actor || ' ' || action || ' ' || source || ' ' || detail"
                                                        + " FROM audit_entry ORDER BY id")
                                        .mapTo(String.class)
                                        .list()))
                .containsExactly(
                        "ann drift-check.start 192.0.2.7 drift check " + running.id() + ", report",
                        "ann drift-check.start 192.0.2.7 drift check " + next.id() + ", repair");
    }

    @Test
    void runsOnceANightHoweverManyReplicasThereAre() {
        healthy(1);
        for (int i = 0; i < 3; i++) {
            account.replica(NIGHTLY).turn(() -> false);
        }
        assertThat(account.administration().list()).isEmpty();

        account.clock.pass(Duration.between(account.clock.instant(), at("2026-11-24T02:38:00Z")));
        for (int i = 0; i < 3; i++) {
            account.replica(NIGHTLY).turn(() -> false);
        }
        account.clock.pass(Duration.ofDays(1));
        account.replica(NIGHTLY).turn(() -> false);
        account.replica(NIGHTLY).turn(() -> false);

        assertThat(account.administration().list())
                .extracting(one -> one.requestedBy() + " " + one.mode() + " " + one.state())
                .containsExactly("calendar REPORT DONE", "calendar REPORT DONE");
    }

    @Test
    void makesUpForANightThatWasMissedButNotForTheFirst() {
        healthy(1);
        account.clock.pass(Duration.between(account.clock.instant(), at("2026-11-24T05:00:00Z")));
        account.replica(NIGHTLY).turn(() -> false);
        assertThat(account.administration().list()).isEmpty();

        var _ = account.check(Mode.REPORT);
        account.clock.pass(Duration.ofDays(1));
        account.replica(NIGHTLY).turn(() -> false);

        assertThat(account.administration().list())
                .extracting(DriftView::requestedBy)
                .containsExactly("calendar", "ann");
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void leavesOutWhoeverChangesWhileTheListIsRead() {
        healthy(12);
        UserId user = account.healthy("zoe");
        unlist("zoe", "h0");
        account.listed.meanwhile =
                () -> {
                    account.listed.meanwhile = () -> {};
                    var _ =
                            account.today.changed(
                                    new UserChange.Edit(
                                            user,
                                            OptionalLong.empty(),
                                            _ -> JourneyFixture.profile("zoe.smith@example.com")));
                };

        assertThat(account.found(account.check(Mode.REPAIR)))
                .containsExactly("gone-from-zoom h0@example.com");
    }

    @Test
    void repairsNothingThatIsOverByThen() {
        healthy(6);
        UserId user = account.healthy("zoe");
        unlist("zoe");
        UserId lost =
                account.lost(new UserChange.Create(JourneyFixture.profile("lost@example.com")))
                        .getFirst()
                        .envelope()
                        .userId();
        account.listed.licensed("z-lost", "lost@example.com");
        UUID id = account.start(Mode.REPAIR).id();
        account.replica("off")
                .turn(() -> account.administration().get(id).state() == State.REPAIRING);
        account.clock.pass(Duration.ofSeconds(1));
        for (UserId one : List.of(user, lost)) {
            var _ = account.today.changed(new UserChange.Remove(one, OptionalLong.empty()));
        }

        account.replica("off").turn(() -> false);
        int _ =
                account.jdbi.withHandle(handle ->
                        handle.execute("UPDATE drift_check SET leased_until = '-infinity'"));
        account.replica("off").turn(() -> false);

        DriftView check = account.administration().get(id);
        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(check.repaired()).isZero();
        assertThat(check.outcomes()).containsExactly(java.util.Map.entry("over", 3));
        assertThat(keysOf(lost)).isZero();
    }

    @Test
    void asksZoomForTheOneUserBeforeAKeyIsTaken() {
        healthy(9);
        unlist("h0");
        account.zoom.unlisted.add(
                ListedZoom.user("z-h0", Account.email("h0"), ZoomUserStatus.ACTIVE, 2));
        account.listed.put("z-h1", Account.email("h1"), ZoomUserStatus.INACTIVE, 1);
        account.zoom.unlisted.add(
                ListedZoom.user("z-h1", Account.email("h1"), ZoomUserStatus.ACTIVE, 2));
        long before = directoryVersions();

        DriftView check = account.check(Mode.REPAIR);

        assertThat(account.zoom.asked).containsExactly("z-h0", "z-h1");
        assertThat(check.outcomes()).containsExactly(java.util.Map.entry("over", 2));
        assertThat(account.all(check).getFirst().repair())
                .endsWith(
                        "It came to nothing: Zoom, asked for this one user, says otherwise than its list.");
        assertThat(directoryVersions()).isEqualTo(before);
    }

    @Test
    void asksZoomForTheSuccessorToo() {
        healthy(9);
        unlist("h0", "h1", "h2");
        account.listed.licensed("new0", Account.email("h0"));
        account.listed.licensed("new1", Account.email("h1"));
        account.listed.licensed("new2", Account.email("h2"));
        // By the time of the repair one has another address, and one is gone again.
        account.zoom.unlisted.add(
                ListedZoom.user("new1", Account.email("else"), ZoomUserStatus.ACTIVE, 2));
        account.zoom.gone.add("new2");

        DriftView check = forced(Mode.REPAIR);

        assertThat(account.zoom.asked)
                .containsExactlyInAnyOrder("z-h0", "new0", "z-h1", "new1", "z-h2", "new2");
        assertThat(check.outcomes()).isEqualTo(java.util.Map.of("repaired", 3));
        assertThat(linked("h0")).contains(new ZoomUserId("new0"));
        assertThat(linked("h1")).isEmpty();
        assertThat(linked("h2")).isEmpty();
    }

    private Optional<ZoomUserId> linked(String name) {
        return account.today.reader().byUserName(Account.email(name)).orElseThrow().zoomUserId();
    }

    @Test
    void asksZoomBeforeAUserIsTakenForSwitchedOn() {
        healthy(9);
        UserId zoe = account.healthy("zoe");
        account.tell(new Report.DeactivatedAtZoom(Account.reference(zoe, "zoe")));
        int _ = account.journey.turn();
        account.zoom.unlisted.add(
                ListedZoom.user("z-zoe", Account.email("zoe"), ZoomUserStatus.INACTIVE, 2));
        long before = directoryVersions();

        DriftView check = account.check(Mode.REPAIR);

        assertThat(account.zoom.asked).containsExactly("z-zoe");
        assertThat(check.counts()).containsExactly(java.util.Map.entry("switched", 1));
        assertThat(check.outcomes()).containsExactly(java.util.Map.entry("over", 1));
        assertThat(directoryVersions()).isEqualTo(before);
    }

    @Test
    void takesNobodyForGoneWhoHasToAcceptAnInvitation() {
        healthy(9);
        // Who is pending has no id on Zoom's list.
        account.listed.put("", Account.email("h0"), ZoomUserStatus.PENDING, 1);

        DriftView check = account.check(Mode.REPAIR);

        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(check.counts()).isEmpty();
    }

    @Test
    void waitsForZoomAndGoesOn() {
        healthy(9);
        unlist("h0");
        account.listed.answersFirst.add(
                ListedZoom.failed(new ZoomOutcome.Throttled(Duration.ofHours(1), true, "used up")));
        UUID id = account.start(Mode.REPAIR).id();
        account.replica("off").turn(() -> false);
        assertThat(account.administration().get(id).reason())
                .isEqualTo("Zoom's list cannot be read on now: used up");

        goOn();
        account.zoom.answersFirst.add(new UserReading.Failed(new ZoomOutcome.Unknown("HTTP 503")));
        account.replica("off").turn(() -> false);
        assertThat(account.administration().get(id).reason())
                .isEqualTo("Zoom cannot be asked for a user now: HTTP 503");
        goOn();
        account.replica("off").turn(() -> false);

        assertThat(account.administration().get(id).state()).isEqualTo(State.DONE);
        assertThat(account.administration().get(id).repaired()).isEqualTo(1);
    }

    private void goOn() {
        int _ =
                account.jdbi.withHandle(
                        handle -> handle.execute("UPDATE drift_check SET due_at = now()"));
    }

    @Test
    void givesUpOnAListThatCannotBeReadInTime() {
        healthy(1);
        UUID id = account.start(Mode.REPAIR).id();
        account.listed.answersFirst.add(
                ListedZoom.failed(new ZoomOutcome.AccountRefused("the app lacks a scope")));
        account.replica("off").turn(() -> false);
        goOn();
        account.clock.pass(Duration.ofHours(13));
        account.replica("off").turn(() -> false);

        DriftView check = account.administration().get(id);
        assertThat(check.state()).isEqualTo(State.STOPPED);
        assertThat(check.reason())
                .isEqualTo(
                        "It was not done within 12 hours: Zoom's list cannot be read on now: the app lacks a scope."
                                + " The next one begins anew");
    }

    @Test
    void saysHowManyWereRepairedWhenRepairsAreNotDoneInTime() {
        healthy(9);
        unlist("h0");
        var _ = account.lost(new UserChange.Create(JourneyFixture.profile("lost@example.com")));
        account.listed.licensed("z-lost", "lost@example.com");
        account.zoom.answersFirst.add(new UserReading.Failed(new ZoomOutcome.Unknown("HTTP 503")));
        UUID id = account.start(Mode.REPAIR).id();
        account.replica("off").turn(() -> false);
        goOn();
        account.clock.pass(Duration.ofHours(13));
        account.replica("off").turn(() -> false);

        DriftView check = account.administration().get(id);
        assertThat(check.state()).isEqualTo(State.STOPPED);
        assertThat(check.repaired()).isEqualTo(1);
        assertThat(check.reason())
                .isEqualTo(
                        "It was not done within 12 hours: Zoom cannot be asked for a user now: HTTP 503."
                                + " Repaired by then: 1. The next one begins anew");
    }

    @Test
    void followsAnAddressOnceAndNotAgainstTheProvider() {
        healthy(9);
        UserId zoe = account.healthy("zoe");
        unlist("zoe");
        account.listed.licensed("z-zoe", "zoe.smith@example.com");
        assertThat(account.check(Mode.REPAIR).outcomes())
                .containsExactly(java.util.Map.entry("repaired", 1));
        account.settle();
        account.clock.pass(Duration.ofHours(1));
        var _ =
                account.today.changed(
                        new UserChange.Edit(
                                zoe,
                                OptionalLong.empty(),
                                _ -> JourneyFixture.profile("zoe@example.com")));
        account.clock.pass(Duration.ofHours(1));

        DriftView again = account.check(Mode.REPAIR);

        assertThat(again.outcomes()).isEmpty();
        assertThat(account.all(again))
                .extracting(FindingView::repair)
                .containsExactly(
                        "Nothing: it was followed before, and the identity provider set its own address back: make the"
                                + " two agree.");
    }

    @Test
    void leavesToTheOperatorWhatTheGuardHolds() {
        healthy(60);
        for (int i = 0; i < 25; i++) {
            String email = Account.email("left" + i);
            UserId user = account.journey.withKey(email);
            account.loseEvents();
            var _ = account.lost(new UserChange.Remove(user, OptionalLong.empty()));
        }

        DriftView check = account.check(Mode.REPAIR);
        account.settle();
        DriftView again = account.check(Mode.REPAIR);

        assertThat(check.outcomes()).isEqualTo(java.util.Map.of("repaired", 20, "held", 5));
        assertThat(again.outcomes()).isEmpty();
        assertThat(account.all(again))
                .hasSize(5)
                .allSatisfy(one ->
                        assertThat(one.repair())
                                .isEqualTo(
                                        "Nothing: the mass-change guard holds it until an operator decides:"
                                                + " /api/v1/holds."));
    }

    @Test
    void leavesAloneWhoseRevocationAnOperatorDropped() {
        healthy(60);
        for (int i = 0; i < 25; i++) {
            UserId user = account.journey.withKey(Account.email("left" + i));
            account.loseEvents();
            var _ = account.lost(switchedOff(user));
        }
        var _ = account.check(Mode.REPAIR);
        account.settle();
        account.journey.dropHold(JourneyFixture.NOW.plus(Duration.ofHours(1)));
        account.forgetRevocations();

        DriftView check = account.check(Mode.REPAIR);

        assertThat(check.counts()).isEqualTo(java.util.Map.of("key-for-gone-user", 5));
        assertThat(check.outcomes()).isEmpty();
        assertThat(account.all(check))
                .extracting(FindingView::repair)
                .containsOnly(
                        "Nothing: an operator dropped the hold of this revocation, and nobody has said anything since;"
                                + " revoke the key by POST /api/v1/host-keys/{user}/revocation.");

        account.clock.pass(Duration.ofHours(1));
        UserId removed = new UserId(Objects.requireNonNull(account.all(check).getFirst().userId()));
        var _ = account.today.changed(new UserChange.Remove(removed, OptionalLong.empty()));
        account.loseEvents();
        account.clock.pass(Duration.ofHours(1));

        assertThat(account.check(Mode.REPAIR).outcomes())
                .isEqualTo(java.util.Map.of("repaired", 1));
    }

    private static UserChange switchedOff(UserId user) {
        return new UserChange.Edit(
                user,
                OptionalLong.empty(),
                was ->
                        new Profile(
                                was.userName(),
                                was.externalId(),
                                was.email(),
                                was.displayName(),
                                /* active */ false,
                                was.document()));
    }

    @Test
    void tellsFindingsPageByPage() {
        healthy(1);
        for (int i = 0; i < 150; i++) {
            account.listed.licensed("z-new" + i, Account.email("new" + i));
        }
        DriftView check = account.check(Mode.REPORT);
        DriftAdministration administration = account.administration();

        DriftAdministration.Page first = administration.findings(check.id(), null, null);
        DriftAdministration.Page second =
                administration.findings(
                        check.id(), "unknown-in-directory", first.next().orElseThrow());

        assertThat(first.items()).hasSize(100);
        assertThat(second.items()).hasSize(50);
        assertThat(second.next()).isEmpty();
        assertThat(administration.findings(check.id(), "no-key", null).items()).isEmpty();
        assertThatThrownBy(() -> administration.findings(check.id(), "nonsense", null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
        assertThatThrownBy(() -> administration.findings(check.id(), null, "-1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> administration.get(UUID.randomUUID()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
    }

    /// Or nobody would notice that the first one cannot come to its end.
    @Test
    void countsTheTimeSinceTheSchemaWasMadeUntilACheckHasEnded() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Samples samples = SamplesFixture.of(account.jdbi, account.clock);
        var _ = new DriftGauges(samples, account.checks, account.clock, metrics);
        account.jdbi.useHandle(tx ->
                tx.createUpdate(
                                "UPDATE flyway_schema_history SET installed_on = CAST(:at AS timestamptz) + installed_rank * interval '1 hour'")
                        .bind(
                                "at",
                                account.clock
                                        .instant()
                                        .minus(Duration.ofDays(3))
                                        .minus(Duration.ofHours(1)))
                        .execute());
        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_drift_check_age_seconds").gauge().value())
                .isEqualTo(3 * 86_400);
    }

    @Test
    void measuresTheLastCheck() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Samples samples = SamplesFixture.of(account.jdbi, account.clock);
        var _ = new DriftGauges(samples, account.checks, account.clock, metrics);
        healthy(9);
        unlist("h0");
        var _ = account.check(Mode.REPORT);
        account.clock.pass(Duration.ofMinutes(5));
        account.listed.users.clear();
        var _ = account.check(Mode.REPORT);
        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_drift_check_age_seconds").gauge().value())
                .isEqualTo(301);
        assertThat(
                        metrics.get("hostkeysync_drift_findings")
                                .tag("kind", "gone-from-zoom")
                                .gauge()
                                .value())
                .isEqualTo(1);
        assertThat(
                        metrics.get("hostkeysync_drift_check_state")
                                .tag("state", "stopped")
                                .gauge()
                                .value())
                .isEqualTo(1);
    }

    @Test
    void forgetsChecksAfterNinetyDays() {
        healthy(1);
        account.listed.licensed("z-new", Account.email("new"));
        var _ = account.check(Mode.REPORT);
        account.clock.pass(Duration.ofDays(91));
        DriftView young = account.check(Mode.REPORT);

        DriftLoop loop =
                new DriftLoop(
                        account.jdbi,
                        account.replica("off"),
                        account.checks,
                        new DriftBell(),
                        account.clock);
        loop.prune();

        assertThat(account.administration().list())
                .extracting(DriftView::id)
                .containsExactly(young.id());
    }
}
