package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Trigger;
import java.util.ArrayList;
import java.util.List;

/// What one fact makes of where a user stood, and what the world is told of it.
///
/// @param foreign whether it was about another of Zoom's users, and so about nobody here
record Step(Fact fact, Standing before, Standing after, List<Telling> tellings, boolean foreign) {

    static Step take(Standing before, Fact fact, boolean eligible) {
        if (isForeign(before, fact)) {
            return new Step(fact, before, before, List.of(), /* foreign */ true);
        }
        return switch (fact.kind()) {
            case CREATED_ON -> created(before, fact, true, eligible);
            case CREATED_OFF -> created(before, fact, false, eligible);
            case ON -> provider(before, fact, true, eligible);
            case OFF -> provider(before, fact, false, eligible);
            case REMOVED -> removed(before, fact);
            case ZOOM_READY -> ready(before, before, fact, eligible);
            case ZOOM_ON -> ready(before, before.activeAtZoom(true), fact, eligible);
            case ZOOM_OFF -> offAtZoom(before, fact, eligible);
            case LEFT ->
                    left(before, before.left() ? before : before.linkedTo(fact.zoomUserId()), fact);
            case ZOOM_DELETED -> left(before, before.unlinked(), fact);
            case SIGN_IN_CHANGED -> told(before, fact, before.exists(), Trigger.SSO_CHANGED);
            case KEY_DRIFTED ->
                    told(
                            before,
                            fact,
                            before.status(eligible) == UserStatus.ACTIVE,
                            Trigger.HOST_KEY_DRIFTED);
        };
    }

    /// Zoom may make anew a user who left, with another id.
    private static boolean isForeign(Standing before, Fact fact) {
        boolean another =
                fact.zoomUserId().isPresent()
                        && before.zoomUserId().isPresent()
                        && !fact.zoomUserId().equals(before.zoomUserId());
        boolean comesBack =
                before.left()
                        && (fact.kind() == FactKind.ZOOM_READY || fact.kind() == FactKind.ZOOM_ON);
        return another && !comesBack;
    }

    private static Step created(Standing before, Fact fact, boolean active, boolean eligible) {
        if (before.exists()) {
            return provider(before, fact, active, eligible);
        }
        Standing after =
                (before.left() ? before.unlinked() : before)
                        .exists(true)
                        .active(active)
                        .left(false);
        return new Step(
                fact,
                before,
                after,
                List.of(Telling.of(Trigger.USER_CREATED, after.isOn(eligible))),
                false);
    }

    private static Step provider(Standing before, Fact fact, boolean active, boolean eligible) {
        return before.exists()
                ? turned(before, before.active(active), fact, Cause.PROVIDER, eligible)
                : silent(before, before, fact);
    }

    /// Whoever the provider makes anew after that may be another of Zoom's users.
    private static Step removed(Standing before, Fact fact) {
        return before.exists()
                ? new Step(
                        fact,
                        before,
                        before.exists(false).active(false).left(true),
                        List.of(Telling.of(Trigger.USER_REMOVED, false)),
                        false)
                : silent(before, before, fact);
    }

    /// Whoever had left is back, as one who was switched on.
    private static Step ready(Standing before, Standing now, Fact fact, boolean eligible) {
        boolean another =
                now.zoomUserId().isPresent()
                        && fact.zoomUserId().isPresent()
                        && !now.zoomUserId().equals(fact.zoomUserId());
        Standing after = (another ? now.unlinked() : now).linkedTo(fact.zoomUserId()).left(false);
        List<Telling> tellings = new ArrayList<>(2);
        if (after.isOn(eligible) && (before.left() || !before.isOn(eligible))) {
            tellings.add(Telling.turned(true, Cause.ZOOM));
        }
        if (after.exists()) {
            tellings.add(Telling.of(Trigger.ZOOM_USER_READY, after.isOn(eligible)));
        }
        return new Step(fact, before, after, tellings, false);
    }

    /// Whoever left stays so: this is not how they come back. And who is not there any more has no
    /// switch.
    private static Step offAtZoom(Standing before, Fact fact, boolean eligible) {
        if (before.left()) {
            boolean gone = before.zoomUserId().isEmpty();
            return silent(before, gone ? before : before.activeAtZoom(false), fact);
        }
        Standing after = before.activeAtZoom(false).linkedTo(fact.zoomUserId());
        return turned(before, after, fact, Cause.ZOOM, eligible);
    }

    private static Step left(Standing before, Standing linked, Fact fact) {
        return new Step(
                fact,
                before,
                linked.left(true),
                before.exists() && !before.left()
                        ? List.of(Telling.of(Trigger.USER_TRANSFERRED, false))
                        : List.of(),
                false);
    }

    /// A user who left stays so until they are switched off or on; whoever comes back may be
    /// another of Zoom's users.
    private static Step turned(
            Standing before, Standing after, Fact fact, Cause cause, boolean eligible) {
        boolean on = after.isOn(eligible);
        if (!before.exists() || before.isOn(eligible) == on) {
            return silent(before, after, fact);
        }
        Standing back = before.left() ? after.unlinked().left(false) : after;
        return new Step(fact, before, back, List.of(Telling.turned(on, cause)), false);
    }

    private static Step told(Standing before, Fact fact, boolean isTold, Trigger trigger) {
        return new Step(
                fact,
                before,
                before,
                isTold ? List.of(Telling.of(trigger, true)) : List.of(),
                false);
    }

    private static Step silent(Standing before, Standing after, Fact fact) {
        return new Step(fact, before, after, List.of(), false);
    }
}
