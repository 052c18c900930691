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
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserEdit;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import java.util.Optional;

/// Brings it about that Zoom has a user, switched on and named as the provider does.
final class AccountPresence {

    private static final Priority LIVE = new Priority.Live();

    private final ZoomUsers zoom;
    private final AccountPolicy policy;
    private final AccountNotes notes;
    private final AccountTask task;

    private Optional<ZoomUserId> id;
    private Optional<String> pushed;
    private boolean offByUs;
    private News news = News.NONE;

    AccountPresence(ZoomUsers zoom, AccountPolicy policy, AccountNotes notes, AccountTask task) {
        this.zoom = zoom;
        this.policy = policy;
        this.notes = notes;
        this.task = task;
        this.id = task.zoomUserId();
        this.pushed = task.row().pushed();
        this.offByUs = task.row().offByUs();
    }

    AccountResult run(ZoomUserRef target) {
        Optional<Hindered> hindered = present(target);
        return new AccountResult(id, pushed, offByUs, news, /* freed */ false, hindered);
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

    private boolean isProtected(ZoomUser user) {
        return notes.isProtected(task.user(), user.email());
    }

    private static Optional<Hindered> hindered(Hindrance by, String reason) {
        return Optional.of(new Hindered(by, reason));
    }

    private static Optional<Hindered> done() {
        return Optional.empty();
    }
}
