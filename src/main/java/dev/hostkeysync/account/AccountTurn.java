package dev.hostkeysync.account;

import dev.hostkeysync.account.AccountResult.News;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUsers;
import java.util.Optional;

/// One user's turn at Zoom: looks at what is there and brings about what is wanted. What was
/// achieved on the way is kept, whatever comes after it.
record AccountTurn(ZoomUsers zoom, AccountPolicy policy, AccountNotes notes, AccountTask task) {

    AccountResult run() {
        return task.target()
                .map(this::at)
                .orElseGet(() ->
                        untouched()
                                .with(
                                        new AccountResult.Hindered(
                                                Hindrance.NO_ADDRESS,
                                                "the user has no e-mail address")));
    }

    private AccountResult at(ZoomUserRef target) {
        return switch (task.wanted()) {
            case PRESENT -> new AccountPresence(zoom, policy, notes, task).run(target);
            case INACTIVE, ABSENT -> new AccountWithdrawal(zoom, policy, notes, task).run(target);
            case NOTHING -> untouched();
        };
    }

    private AccountResult untouched() {
        return new AccountResult(
                task.zoomUserId(),
                task.row().pushed(),
                task.row().offByUs(),
                News.NONE,
                /* freed */ false,
                Optional.empty());
    }
}
