package dev.hostkeysync.account;

import dev.hostkeysync.account.AccountConfig.OnNoLicence;
import dev.hostkeysync.account.AccountResult.Hindered;
import dev.hostkeysync.account.AccountResult.News;
import dev.hostkeysync.directory.PersonNames;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.NewZoomUser;
import dev.hostkeysync.zoom.Obstacle;
import dev.hostkeysync.zoom.UserCreation;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.UserRemoval;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserEdit;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import java.util.Optional;

/// One user's turn at Zoom: looks at what is there and brings about what is wanted. What was
/// achieved on the way is kept, whatever comes after it.
final class AccountTurn {

    private static final Priority LIVE = new Priority.Live();

    private final ZoomUsers zoom;
    private final AccountPolicy policy;
    private final AccountNotes notes;
    private final AccountTask task;

    private Optional<ZoomUserId> id;
    private Optional<String> pushed;
    private boolean offByUs;
    private News news = News.NONE;
    private boolean freed;

    AccountTurn(ZoomUsers zoom, AccountPolicy policy, AccountNotes notes, AccountTask task) {
        this.zoom = zoom;
        this.policy = policy;
        this.notes = notes;
        this.task = task;
        this.id = task.zoomUserId();
        this.pushed = task.row().pushed();
        this.offByUs = task.row().offByUs();
    }

    AccountResult run() {
        Optional<Hindered> hindered =
                task.target()
                        .map(target ->
                                switch (task.wanted()) {
                                    case PRESENT -> present(target);
                                    case INACTIVE -> inactive(target);
                                    case ABSENT -> absent(target);
                                    case NOTHING -> done();
                                })
                        .orElseGet(() ->
                                hindered(Hindrance.NO_ADDRESS, "the user has no e-mail address"));
        return new AccountResult(id, pushed, offByUs, news, freed, hindered);
    }

    private Optional<Hindered> present(ZoomUserRef target) {
        if (id.isEmpty() && task.row().attempts() <= 1) {
            return created(task.type());
        }
        // An earlier call may have made them: nobody is made twice.
        return switch (zoom.get(target, LIVE)) {
            case UserReading.Found(ZoomUser user) -> there(user);
            case UserReading.NotThere(String reason) ->
                    id.isPresent() ? hindered(Hindrance.GONE, reason) : created(task.type());
            case UserReading.Pending(String reason) -> hindered(Hindrance.INVITED, reason);
            case UserReading.Failed(var trouble) -> Hindrances.of(trouble);
        };
    }

    private Optional<Hindered> created(ZoomType type) {
        if (task.email().isEmpty()) {
            return hindered(Hindrance.NO_ADDRESS, "the user has no e-mail address");
        }
        EmailAddress email = task.email().get();
        PersonNames names = task.names();
        return switch (zoom.create(
                new NewZoomUser(email, type.code(), names.given(), names.family(), names.display()),
                LIVE)) {
            case UserCreation.Created(ZoomUserId made) -> {
                id = Optional.of(made);
                news = News.READY;
                yield named(
                        new ZoomUserEdit(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                names.department()));
            }
            case UserCreation.Taken(String reason) -> taken(email, reason);
            case UserCreation.Refused(Obstacle obstacle, String reason) ->
                    obstacle == Obstacle.LICENCE
                                    && type == ZoomType.LICENSED
                                    && policy.onNoLicence() == OnNoLicence.BASIC
                            ? created(ZoomType.BASIC)
                            : hindered(Hindrance.of(obstacle), reason);
            case UserCreation.Failed(var trouble) -> Hindrances.of(trouble);
        };
    }

    private Optional<Hindered> taken(EmailAddress email, String reason) {
        return switch (zoom.get(new ZoomUserRef.ByEmail(email), LIVE)) {
            case UserReading.Found(ZoomUser user) -> there(user);
            case UserReading.NotThere(String absent) ->
                    hindered(Hindrance.TAKEN, reason + "; asked for, " + absent);
            case UserReading.Pending(String pending) -> hindered(Hindrance.INVITED, pending);
            case UserReading.Failed(var trouble) -> Hindrances.of(trouble);
        };
    }

    private Optional<Hindered> there(ZoomUser user) {
        if (user.id().isEmpty() || user.status() == ZoomUserStatus.PENDING) {
            return hindered(Hindrance.INVITED, "the user has not accepted Zoom's invitation");
        }
        if (isProtected(user)) {
            return hindered(Hindrance.PROTECTED, "the user is protected");
        }
        id = user.id();
        news = task.user().zoomUserId().equals(id) ? News.NONE : News.READY;
        if (user.status() == ZoomUserStatus.INACTIVE || offByUs) {
            Optional<Hindered> hindered = back(user);
            if (hindered.isPresent()) {
                return hindered;
            }
        }
        return named(difference(user)).or(() -> address(user));
    }

    /// Whoever was switched off by us comes back, with the type that was taken from them.
    private Optional<Hindered> back(ZoomUser user) {
        ZoomUserRef ref = new ZoomUserRef.ById(user.id().orElseThrow());
        if (user.status() == ZoomUserStatus.INACTIVE) {
            if (!offByUs && !notes.isOffByUs(user.id().get())) {
                return hindered(
                        Hindrance.SWITCHED_OFF, "an administrator of Zoom switched the user off");
            }
            Optional<Hindered> hindered = Hindrances.of(zoom.setActive(ref, true, LIVE));
            if (hindered.isPresent()) {
                return hindered;
            }
        }
        news = News.SWITCHED_ON;
        if (task.type() == ZoomType.LICENSED && !user.isLicensed()) {
            Optional<Hindered> hindered =
                    Hindrances.of(zoom.update(ref, ZoomUserEdit.ofType(task.type().code()), LIVE));
            boolean without =
                    hindered.filter(one -> one.by() == Hindrance.LICENCE).isPresent()
                            && policy.onNoLicence() == OnNoLicence.BASIC;
            if (hindered.isPresent() && !without) {
                // Still ours to bring back: the licence is missing.
                offByUs = true;
                return hindered;
            }
        }
        offByUs = false;
        return done();
    }

    private ZoomUserEdit difference(ZoomUser user) {
        PersonNames names = task.names();
        return new ZoomUserEdit(
                changed(names.given(), user.firstName()),
                changed(names.family(), user.lastName()),
                changed(names.display(), user.displayName()),
                changed(names.department(), user.department()));
    }

    private static Optional<String> changed(Optional<String> wanted, Optional<String> there) {
        return wanted.equals(there) ? Optional.empty() : wanted;
    }

    private Optional<Hindered> named(ZoomUserEdit edit) {
        Optional<Hindered> hindered =
                Hindrances.of(zoom.update(new ZoomUserRef.ById(id.orElseThrow()), edit, LIVE));
        pushed =
                hindered.isPresent()
                        ? Optional.empty()
                        : Optional.of(AccountTask.hash(task.user()));
        return hindered;
    }

    private Optional<Hindered> address(ZoomUser user) {
        boolean another =
                task.email().isPresent()
                        && user.email().isPresent()
                        && !task.email().get().key().equals(user.email().get().key());
        if (!another) {
            return done();
        }
        pushed = Optional.empty();
        return hindered(Hindrance.ADDRESS, "Zoom has another e-mail address of the user");
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
        if (isProtected(Optional.of(email))) {
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
        return isProtected(user.email());
    }

    /// Asked right before a call that takes away: an operator may have said so meanwhile.
    private boolean isProtected(Optional<EmailAddress> email) {
        return email.filter(notes::covers).isPresent() || notes.isProtected(task.user());
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
