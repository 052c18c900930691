package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// What an event of Zoom about a user means for us, and has it taken. When this returns, all of it
/// is committed.
@ApplicationScoped
class UserEvents {

    static final String SOURCE = "zoom";

    private static final Logger LOG = Logger.getLogger(UserEvents.class);

    private final Function<Notice, Outcome> inbox;
    private final KnownUsers known;
    private final WebhookCounter counter;
    private final Optional<String> accountId;
    private final boolean adopt;
    private final AtomicBoolean foreignTold = new AtomicBoolean();

    @Inject
    UserEvents(Inbox inbox, KnownUsers known, WebhookCounter counter, ZoomWebhookConfig config) {
        this(inbox::take, known, counter, config);
    }

    UserEvents(
            Function<Notice, Outcome> inbox,
            KnownUsers known,
            WebhookCounter counter,
            ZoomWebhookConfig config) {
        this.inbox = inbox;
        this.known = known;
        this.counter = counter;
        this.accountId = config.accountId();
        this.adopt = config.webhookAdopt();
    }

    /// @param ids the event's own
    /// @param now when it came
    void take(ZoomWebhook.UserEvent event, List<String> ids, Instant now) {
        if (isForeign(event)) {
            counter.count(SOURCE, Outcome.IGNORED);
            return;
        }
        Instant at = event.at().filter(time -> time.isBefore(now)).orElse(now);
        switch (event.happening()) {
            case Happening.Appeared _ -> appeared(event.user(), Report.ReadyAtZoom::new, ids, at);
            case Happening.Activated _ ->
                    appeared(event.user(), Report.ActivatedAtZoom::new, ids, at);
            case Happening.Updated updated -> updated(event.user(), updated, ids, at);
            case Happening.Deactivated _ ->
                    take(new Report.DeactivatedAtZoom(event.user().reference()), ids, at);
            case Happening.Deleted _ ->
                    take(new Report.DeletedAtZoom(event.user().reference()), ids, at);
            case Happening.Disassociated _ ->
                    take(new Report.Transferred(event.user().reference()), ids, at);
            case Happening.SignedIn _ ->
                    asked(() -> known.at(event.user()))
                            .filter(user -> user.zoomUserId().isEmpty())
                            .ifPresentOrElse(
                                    user ->
                                            take(
                                                    new Report.ReadyAtZoom(sure(event, user)),
                                                    ids,
                                                    at),
                                    () -> counter.count(SOURCE, Outcome.IGNORED));
        }
    }

    /// An app may be installed in several accounts; of one of them we keep the keys.
    private boolean isForeign(ZoomWebhook.UserEvent event) {
        boolean foreign =
                accountId.isPresent()
                        && event.accountId().filter(id -> !accountId.get().equals(id)).isPresent();
        if (foreign && !foreignTold.getAndSet(true)) {
            LOG.warn(
                    "Zoom sends events of an account that is not the one in ZOOM_ACCOUNT_ID; they"
                            + " are ignored, and this is said once. Look which accounts use the app, or"
                            + " whether ZOOM_ACCOUNT_ID is the right one");
        }
        return foreign;
    }

    private void appeared(
            ZoomUser user, Function<UserReference, Report> report, List<String> ids, Instant at) {
        UserReference reference = user.reference();
        if (adopt && !asked(() -> known.anybody(user))) {
            user.profile()
                    .map(profile ->
                            new Report.Created(reference.withUserName(profile.userName()), profile))
                    .ifPresent(created -> take(created, ids, at));
        }
        // After a creation too: only a report of Zoom's own links the user to Zoom's id.
        take(report.apply(reference), ids, at);
    }

    private void updated(ZoomUser user, Happening.Updated updated, List<String> ids, Instant at) {
        boolean ready = updated.licensed() || updated.renamed();
        if (!ready && !updated.passwordChanged() && updated.hostKey().isEmpty()) {
            counter.count(SOURCE, Outcome.IGNORED);
            return;
        }
        Optional<DirectoryUser> found = asked(() -> known.at(user));
        UserReference reference =
                found.map(one -> user.reference().with(one.id())).orElseGet(user::reference);
        List<Report> reports = new ArrayList<>();
        if (ready) {
            reports.add(new Report.ReadyAtZoom(reference));
        }
        if (updated.passwordChanged()) {
            reports.add(new Report.SignInChanged(reference));
        }
        updated.hostKey()
                .ifPresent(key ->
                        found.ifPresentOrElse(
                                one -> {
                                    if (asked(() -> known.isDrift(one.id(), key, at))) {
                                        reports.add(new Report.HostKeyDrifted(reference));
                                    } else {
                                        counter.count(SOURCE, Outcome.IGNORED);
                                    }
                                },
                                () -> counter.count(SOURCE, Outcome.UNKNOWN_USER)));
        reports.forEach(report -> take(report, ids, at));
    }

    private static UserReference sure(ZoomWebhook.UserEvent event, DirectoryUser user) {
        return event.user().reference().with(user.id());
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            counter.count(SOURCE, Outcome.FAILED);
            throw e;
        }
    }

    /// One event may mean several things: each is taken once.
    private void take(Report report, List<String> ids, Instant at) {
        String part = "/" + report.getClass().getSimpleName();
        Outcome _ =
                inbox.apply(
                        new Notice(SOURCE, ids.stream().map(id -> id + part).toList(), at, report));
    }
}
