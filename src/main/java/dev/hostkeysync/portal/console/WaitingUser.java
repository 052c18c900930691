package dev.hostkeysync.portal.console;

import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.reconcile.users.UserDesk;
import dev.hostkeysync.reconcile.users.UserStanding;
import java.util.List;

/// One user whose work is not done, with the buttons that mend it.
///
/// @param retry whether it can be tried now
/// @param acts the other buttons, which ask for a reason
/// @param at the next attempt in ISO 8601; empty = as soon as the budget allows
/// @param told what was just done; empty when nothing was
public record WaitingUser(
        UserLine line, Tone tone, boolean retry, List<ActView> acts, String at, String told) {

    static WaitingUser of(UserStanding one, String told) {
        List<ActView> acts = ActView.of(one);
        String retry = ActView.of(UserDesk.Act.RETRY).name();
        return new WaitingUser(
                UserLine.of(one),
                tone(one.work().map(SyncStanding::state).orElse(SyncState.DONE)),
                acts.stream().anyMatch(act -> act.name().equals(retry)),
                acts.stream().filter(act -> !act.name().equals(retry)).toList(),
                one.work().flatMap(SyncStanding::nextAttemptAt).map(Object::toString).orElse(""),
                told);
    }

    static WaitingUser of(UserStanding one) {
        return of(one, "");
    }

    /// What is tried again by itself is no fault.
    private static Tone tone(SyncState state) {
        return switch (state) {
            case DONE -> Tone.GOOD;
            case DUE -> Tone.IDLE;
            case WAITING, IN_DOUBT -> Tone.WARN;
            case REFUSED -> Tone.BAD;
        };
    }
}
