package dev.hostkeysync.account;

import dev.hostkeysync.account.AccountResult.Hindered;
import dev.hostkeysync.account.AccountResult.News;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.UserRemoval;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import java.util.Optional;

/// Takes something away at Zoom from who was withdrawn: switches them off, or removes them.
final class AccountWithdrawal {

    private static final Priority LIVE = new Priority.Live();

    private final ZoomUsers zoom;
    private final AccountPolicy policy;
    private final AccountNotes notes;
    private final AccountTask task;

    private Optional<ZoomUserId> id;
    private Optional<String> pushed;
    private boolean offByUs;
    private boolean freed;

    AccountWithdrawal(ZoomUsers zoom, AccountPolicy policy, AccountNotes notes, AccountTask task) {
        this.zoom = zoom;
        this.policy = policy;
        this.notes = notes;
        this.task = task;
        this.id = task.zoomUserId();
        this.pushed = task.row().pushed();
        this.offByUs = task.row().offByUs();
    }

    AccountResult run(ZoomUserRef target) {
        Optional<Hindered> hindered =
                task.wanted() == Wanted.ABSENT ? absent(target) : inactive(target);
        return new AccountResult(id, pushed, offByUs, News.NONE, freed, hindered);
    }

    private Optional<Hindered> inactive(ZoomUserRef target) {
        return switch (zoom.get(target, LIVE)) {
            case UserReading.Found(ZoomUser user) -> switchedOff(user);
            case UserReading.NotThere _ -> done();
            case UserReading.Pending(String reason) -> hindered(Hindrance.INVITED, reason);
            case UserReading.Failed(var trouble) -> Hindrances.of(trouble);
        };
    }

    private Optional<Hindered> switchedOff(ZoomUser user) {
        if (isProtected(user)) {
            return hindered(Hindrance.PROTECTED, "the user is protected");
        }
        Optional<Hindered> unsure = unsure(user);
        if (unsure.isPresent()) {
            return unsure;
        }
        pushed = Optional.empty();
        return switch (user.status()) {
            case PENDING ->
                    hindered(Hindrance.INVITED, "the user has not accepted Zoom's invitation");
            case INACTIVE -> {
                id = user.id();
                yield done();
            }
            case ACTIVE -> {
                id = user.id();
                ZoomUserId zoomUser = user.id().orElseThrow();
                // Nobody may ever answer.
                notes.switchingOff(task.row().userId(), zoomUser);
                UserWriting writing = zoom.setActive(new ZoomUserRef.ById(zoomUser), false, LIVE);
                offByUs =
                        writing instanceof UserWriting.Done
                                || writing instanceof UserWriting.Failed(ZoomOutcome.Unknown _);
                Optional<Hindered> hindered = Hindrances.ofWithdrawal(writing);
                freed = hindered.isEmpty() && user.isLicensed();
                yield hindered;
            }
        };
    }

    private Optional<Hindered> absent(ZoomUserRef target) {
        return switch (zoom.get(target, LIVE)) {
            case UserReading.Found(ZoomUser user) -> removed(user);
            case UserReading.NotThere _ -> done();
            case UserReading.Pending(String reason) ->
                    task.email()
                            .map(this::uninvited)
                            .orElseGet(() -> hindered(Hindrance.INVITED, reason));
            case UserReading.Failed(var trouble) -> Hindrances.of(trouble);
        };
    }

    /// Zoom knows whom it invited by their address only.
    private Optional<Hindered> uninvited(EmailAddress email) {
        if (notes.isProtected(task.user(), Optional.of(email))) {
            return hindered(Hindrance.PROTECTED, "the user is protected");
        }
        UserRemoval removal = new UserRemoval.WithoutHeir(UserRemoval.Way.DISASSOCIATE);
        UserWriting writing = zoom.remove(new ZoomUserRef.ByEmail(email), removal, LIVE);
        return writing instanceof UserWriting.NotThere(String reason)
                ? hindered(Hindrance.INVITED, reason)
                : Hindrances.of(writing);
    }

    private Optional<Hindered> removed(ZoomUser user) {
        if (isProtected(user)) {
            return hindered(Hindrance.PROTECTED, "the user is protected");
        }
        Optional<Hindered> unsure = unsure(user);
        if (unsure.isPresent()) {
            return unsure;
        }
        boolean pending = user.id().isEmpty() || user.status() == ZoomUserStatus.PENDING;
        boolean isHeir =
                policy.heir().map(EmailAddress::key).equals(user.email().map(EmailAddress::key));
        if (policy.heir().isPresent() && isHeir) {
            return hindered(Hindrance.HEIR, "the user is the heir named for all who are removed");
        }
        ZoomUserRef ref =
                user.id()
                        .<ZoomUserRef>map(ZoomUserRef.ById::new)
                        .orElseGet(() -> new ZoomUserRef.ByEmail(user.email().orElseThrow()));
        UserRemoval removal =
                pending
                        ? new UserRemoval.WithoutHeir(UserRemoval.Way.DISASSOCIATE)
                        : policy.removal();
        Optional<Hindered> hindered = Hindrances.ofWithdrawal(zoom.remove(ref, removal, LIVE));
        freed = hindered.isEmpty() && user.isLicensed();
        return hindered.map(one ->
                one.by() == Hindrance.VALUE ? new Hindered(Hindrance.HEIR, one.reason()) : one);
    }

    private boolean isProtected(ZoomUser user) {
        return notes.isProtected(task.user(), user.email());
    }

    /// Whom we know by address alone may be another person by now, to whom it was given since.
    private Optional<Hindered> unsure(ZoomUser user) {
        boolean theirs =
                task.zoomUserId().isPresent()
                        || user.createdAt()
                                .filter(made ->
                                        task.row()
                                                .withdrawnAt()
                                                .filter(at -> !made.isAfter(at))
                                                .isPresent())
                                .isPresent();
        return theirs
                ? done()
                : hindered(
                        Hindrance.UNSURE,
                        "known by address only, and Zoom's user is newer or of unknown age");
    }

    private static Optional<Hindered> hindered(Hindrance by, String reason) {
        return Optional.of(new Hindered(by, reason));
    }

    private static Optional<Hindered> done() {
        return Optional.empty();
    }
}
