package dev.hostkeysync.account;

import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.KeyProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down what came of a turn, and tells the directory whom Zoom made: that wakes the user's
/// key.
@ApplicationScoped
class AccountVerdict {

    static final String ORIGIN = "zoom-provisioning";

    private final Jdbi jdbi;
    private final AccountList list;
    private final AccountSwitches switches;
    private final Directory directory;
    private final KeyProgress keys;
    private final AccountBell bell;
    private final InstantSource clock;

    AccountVerdict(
            Jdbi jdbi,
            AccountList list,
            AccountSwitches switches,
            Directory directory,
            KeyProgress keys,
            AccountBell bell,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.list = list;
        this.switches = switches;
        this.directory = directory;
        this.keys = keys;
        this.bell = bell;
        this.clock = clock;
    }

    void write(AccountTask task, AccountResult result) {
        jdbi.useTransaction(tx -> {
            // NB: first, since it takes locks of its own.
            report(task, result)
                    .ifPresent(report -> {
                        var _ = directory.report(tx, report, clock.instant(), ORIGIN);
                    });
            list.write(tx, task.row(), task.wanted(), result);
            keys.release(tx, task.row().userId());
            switchedOn(tx, result);
            if (result.freed() && list.wakeForLicence(tx, 1) > 0) {
                tx.afterCommit(bell::ring);
            }
        });
    }

    private void switchedOn(Handle tx, AccountResult result) {
        if (result.news() == AccountResult.News.SWITCHED_ON && !result.offByUs()) {
            result.zoomUserId().ifPresent(zoomUser -> switches.switchedOn(tx, zoomUser));
        }
    }

    private static Optional<Report> report(AccountTask task, AccountResult result) {
        Optional<UserReference> user =
                result.zoomUserId().map(zoomUser -> reference(task, zoomUser));
        return switch (result.news()) {
            case NONE -> Optional.empty();
            case READY -> user.map(Report.ReadyAtZoom::new);
            case SWITCHED_ON -> user.map(Report.ActivatedAtZoom::new);
        };
    }

    private static UserReference reference(AccountTask task, ZoomUserId zoomUser) {
        return UserReference.none().with(task.row().userId()).with(zoomUser);
    }
}
