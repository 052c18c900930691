package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Some hundred users in all states, of whom events of every kind were lost.
class LostEventsTest {

    /// What somebody has to do about; no repair ends it.
    private static final Set<String> REPORT_ONLY =
            Set.of("removed-by-idp-but-active-in-zoom", "unknown-in-directory");

    private static final int EACH = 4;

    private final Account account = new Account();
    private final TreeSet<String> injected = new TreeSet<>();
    private final TreeSet<String> staying = new TreeSet<>();

    private enum Loss {
        NONE,
        CREATION,
        REACTIVATION,
        REMOVAL,
        DEACTIVATION,
        DELETED_AT_ZOOM,
        RECREATED_AT_ZOOM,
        RENAMED_AT_ZOOM,
        LINK,
        OFF_AT_ZOOM,
        ON_AT_ZOOM,
        BACK_AT_ZOOM,
        LICENCE_TAKEN,
        OFF_AT_IDP_ONLY,
        REMOVED_AT_IDP_ONLY,
        NEVER_PUSHED,
        KEY_CHANGED,
        ANSWER,
        LICENCE_GIVEN,
        NOT_IN_ZOOM_YET
    }

    @Test
    void findsAllInjectedLostEventsAndRepairsThem() {
        List<Loss> losses = new ArrayList<>(Collections.nCopies(120, Loss.NONE));
        for (Loss loss : Loss.values()) {
            losses.addAll(Collections.nCopies(EACH, loss));
        }
        Collections.shuffle(losses, new Random(5));
        // Whoever waits for an answer is tried again in each turn of the loop.
        losses.sort((a, b) -> Boolean.compare(waits(a), waits(b)));
        for (int i = 0; i < losses.size(); i++) {
            inject(losses.get(i), "u" + i);
        }
        account.loseEvents();
        UserId ceo =
                account.lost(new UserChange.Create(JourneyFixture.profile("ceo@example.com")))
                        .getFirst()
                        .envelope()
                        .userId();
        account.lost(new Report.ReadyAtZoom(Account.reference(ceo, "ceo")));
        account.loseEvents();
        account.listed.licensed("z-ceo", "ceo@example.com");
        found("no-key", "ceo", /* stays */ true);

        DriftView report = account.check(Mode.REPORT);

        assertThat(report.state()).isEqualTo(State.DONE);
        assertThat(account.found(report)).isEqualTo(injected);
        assertThat(account.all(report))
                .filteredOn(one -> "ceo@example.com".equals(one.email()))
                .extracting(FindingView::repair)
                .containsExactly("Nothing: the user is protected.");
        assertThat(account.all(report)).noneMatch(one -> one.outcome() != null);

        account.clock.pass(Duration.ofHours(1));
        account.forgetRevocations();
        DriftView repair = account.check(Mode.REPAIR);

        assertThat(repair.counts()).isEqualTo(report.counts());
        assertThat(account.all(repair))
                .filteredOn(one -> !one.repair().startsWith("Nothing"))
                .allSatisfy(one -> assertThat(one.outcome()).as(one.kind()).isEqualTo("repaired"));
        assertThat(repair.repaired()).isEqualTo(injected.size() - staying.size());

        account.settle();
        account.clock.pass(Duration.ofDays(1));
        DriftView again = account.check(Mode.REPORT);

        assertThat(account.found(again)).isEqualTo(staying);
    }

    private static boolean waits(Loss loss) {
        return loss == Loss.ANSWER || loss == Loss.LICENCE_GIVEN || loss == Loss.NOT_IN_ZOOM_YET;
    }

    private void found(String kind, String name, boolean stays) {
        injected.add(kind + " " + Account.email(name));
        if (stays) {
            staying.add(kind + " " + Account.email(name));
        }
    }

    private void found(String kind, String name) {
        found(kind, name, REPORT_ONLY.contains(kind));
    }

    private void inject(Loss loss, String name) {
        String email = Account.email(name);
        String zoomId = "z-" + name;
        switch (loss) {
            case NONE -> {
                var _ = account.healthy(name);
            }
            case CREATION -> {
                account.loseEvents();
                UserId user =
                        account.lost(new UserChange.Create(JourneyFixture.profile(email)))
                                .getFirst()
                                .envelope()
                                .userId();
                account.lost(new Report.ReadyAtZoom(Account.reference(user, name)));
                account.loseEvents();
                account.listed.licensed(zoomId, email);
                found("no-key", name);
            }
            case REACTIVATION -> {
                UserId user = account.healthy(name);
                account.journey.edit(user, email, false);
                int _ = account.journey.turn();
                var _ = account.lost(switched(user, true));
                found("no-key", name);
            }
            case REMOVAL -> {
                UserId user = account.healthy(name);
                var _ = account.lost(new UserChange.Remove(user, OptionalLong.empty()));
                gone(name);
                found("key-for-gone-user", name);
            }
            case DEACTIVATION -> {
                UserId user = account.healthy(name);
                var _ = account.lost(switched(user, false));
                account.listed.put(zoomId, email, ZoomUserStatus.INACTIVE, 1);
                found("key-for-gone-user", name);
            }
            case DELETED_AT_ZOOM -> {
                var _ = account.healthy(name);
                gone(name);
                found("gone-from-zoom", name);
            }
            case RECREATED_AT_ZOOM -> {
                var _ = account.healthy(name);
                account.listed.licensed(zoomId + "-2", email);
                found("gone-from-zoom", name);
            }
            case RENAMED_AT_ZOOM -> {
                var _ = account.healthy(name);
                gone(name);
                account.listed.licensed(zoomId, "new." + email);
                found("email-changed", name);
            }
            case LINK -> {
                var _ = account.journey.withKey(email);
                account.listed.licensed(zoomId, email.toUpperCase(java.util.Locale.ROOT));
                found("zoom-id-unknown", name);
            }
            case OFF_AT_ZOOM -> {
                var _ = account.healthy(name);
                account.listed.put(zoomId, email, ZoomUserStatus.INACTIVE, 1);
                found("switched", name);
            }
            case ON_AT_ZOOM -> {
                UserId user = account.healthy(name);
                account.tell(new Report.DeactivatedAtZoom(Account.reference(user, name)));
                int _ = account.journey.turn();
                found("switched", name);
            }
            case BACK_AT_ZOOM -> {
                UserId user = account.healthy(name);
                account.tell(new Report.Transferred(Account.reference(user, name)));
                int _ = account.journey.turn();
                found("switched", name);
            }
            case LICENCE_TAKEN -> {
                var _ = account.healthy(name);
                account.listed.put(zoomId, email, ZoomUserStatus.ACTIVE, 1);
                found("licence-changed", name, /* stays */ true);
            }
            case OFF_AT_IDP_ONLY -> {
                UserId user = account.healthy(name);
                account.journey.edit(user, email, false);
                int _ = account.journey.turn();
                found("removed-by-idp-but-active-in-zoom", name);
            }
            case REMOVED_AT_IDP_ONLY -> {
                UserId user = account.healthy(name);
                account.journey.remove(user);
                int _ = account.journey.turn();
                found("removed-by-idp-but-active-in-zoom", name);
            }
            case NEVER_PUSHED -> {
                account.listed.licensed(zoomId, email);
                found("unknown-in-directory", name);
            }
            case KEY_CHANGED -> {
                UserId user = account.healthy(name);
                int _ =
                        account.jdbi.withHandle(handle ->
                                handle.execute(
                                        "UPDATE host_key SET drifted_at = activated_at WHERE user_id = ?",
                                        user.value()));
                found("drifted", name);
            }
            case ANSWER -> {
                waiting(name, new ZoomOutcome.Unknown("the connection was reset"));
                account.listed.licensed(zoomId, email);
                found("pending-too-old", name);
            }
            case LICENCE_GIVEN -> {
                waiting(
                        name,
                        new ZoomOutcome.NotLicensed(
                                "Zoom answered 400/1109: the user is not a paid user"));
                account.listed.licensed(zoomId, email);
                found("licence-changed", name);
            }
            case NOT_IN_ZOOM_YET -> {
                account.journey.answer(
                        new ZoomOutcome.NotThereYet("Zoom answered 404/1001: no such user"));
                var _ = account.journey.withKey(email);
                account.postponeWork();
            }
        }
    }

    private void waiting(String name, ZoomOutcome outcome) {
        account.journey.answer(outcome);
        UserId user = account.journey.withKey(Account.email(name));
        account.lost(
                new Report.ReadyAtZoom(
                        dev.hostkeysync.directory.UserReference.none()
                                .with(user)
                                .with(new ZoomUserId("z-" + name))));
        account.loseEvents();
        account.postponeWork();
    }

    private void gone(String name) {
        boolean _ =
                account.listed.users.removeIf(
                        one -> one.id().map(id -> id.value().equals("z-" + name)).orElse(false));
    }

    private static UserChange switched(UserId user, boolean active) {
        return new UserChange.Edit(
                user,
                OptionalLong.empty(),
                before ->
                        new dev.hostkeysync.identity.Profile(
                                before.userName(),
                                before.externalId(),
                                before.email(),
                                before.displayName(),
                                active,
                                "{}"));
    }
}
