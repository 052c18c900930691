package dev.hostkeysync.directory;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.SignIn;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.outbox.OutboxMessage;
import dev.hostkeysync.outbox.Topic;
import dev.hostkeysync.tracing.Traces;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Works out what a change tells the world.
///
/// @param tellsProfiles whether anybody is to hear of names and departments
/// @param trace of the request that makes the change, whoever commits it
record EventDraft(
        Ids ids, Instant now, String origin, boolean tellsProfiles, Optional<TraceParent> trace) {

    /// PostgreSQL keeps microseconds; what we tell must be what we would read back.
    static EventDraft at(Ids ids, InstantSource clock, String origin) {
        return new EventDraft(
                ids,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                origin,
                /* tellsProfiles */ false,
                Traces.current());
    }

    EventDraft tellingProfiles(boolean tells) {
        return new EventDraft(ids, now, origin, tells, trace);
    }

    LifecycleEvent created(DirectoryUser user) {
        return new LifecycleEvent.UserCreated(
                envelope(user, user.version()), user.status() == UserStatus.ACTIVE);
    }

    LifecycleEvent removed(DirectoryUser user) {
        return new LifecycleEvent.UserRemoved(envelope(user, user.version()));
    }

    /// A change of the way in, then what else there is to tell, each with a version of its own from
    /// the user's on, so that none is taken for a replay of another.
    ///
    /// @param ssoChanged whether the way in is another one, by all that was said
    /// @param isNew whether nobody has heard of the user
    List<LifecycleEvent> told(
            DirectoryUser before,
            boolean ssoChanged,
            List<Telling> tellings,
            boolean isNew,
            DirectoryUser after) {
        List<LifecycleEvent> events = new ArrayList<>(1 + tellings.size());
        SignIn was = before.profile().signIn();
        SignIn is = after.profile().signIn();
        long version = after.version();
        if (ssoChanged) {
            events.add(new LifecycleEvent.SsoChanged(envelope(after, version++), was, is));
        }
        for (Telling telling : tellings) {
            Envelope envelope = envelope(after, version++);
            events.add(
                    switch (telling.trigger()) {
                        case USER_CREATED -> new LifecycleEvent.UserCreated(envelope, telling.on());
                        case SSO_CHANGED -> new LifecycleEvent.SsoChanged(envelope, is, is);
                        case USER_DEACTIVATED ->
                                new LifecycleEvent.UserDeactivated(envelope, telling.cause());
                        case USER_REACTIVATED ->
                                new LifecycleEvent.UserReactivated(envelope, telling.cause());
                        case USER_REMOVED -> new LifecycleEvent.UserRemoved(envelope);
                        case USER_TRANSFERRED -> new LifecycleEvent.UserTransferred(envelope);
                        case PROFILE_CHANGED -> new LifecycleEvent.ProfileChanged(envelope);
                        case ZOOM_USER_READY -> new LifecycleEvent.ZoomUserReady(envelope);
                        case HOST_KEY_DRIFTED -> new LifecycleEvent.HostKeyDrifted(envelope);
                    });
        }
        if (!isNew) {
            ofProfile(events, before, after);
        }
        return events;
    }

    /// An edit may change the sign-in, the status, both or neither (a display name matters to Zoom
    /// at most). The status comes last: it is what counts in the end.
    List<LifecycleEvent> edited(DirectoryUser before, DirectoryUser after) {
        List<LifecycleEvent> events = new ArrayList<>(2);
        SignIn was = before.profile().signIn();
        SignIn is = after.profile().signIn();
        long version = after.version();
        if (!was.isKeptIn(is)) {
            events.add(new LifecycleEvent.SsoChanged(envelope(after, version++), was, is));
        }
        if (before.status() != after.status()) {
            Envelope envelope = envelope(after, version);
            Cause cause = before.eligible() == after.eligible() ? Cause.PROVIDER : Cause.GROUP;
            events.add(
                    after.status() == UserStatus.ACTIVE
                            ? new LifecycleEvent.UserReactivated(envelope, cause)
                            : new LifecycleEvent.UserDeactivated(envelope, cause));
        }
        ofProfile(events, before, after);
        return events;
    }

    /// Whoever hears of anything else looks at names and switches too.
    private void ofProfile(List<LifecycleEvent> events, DirectoryUser before, DirectoryUser after) {
        if (tellsProfiles
                && events.isEmpty()
                && before.exists()
                && after.exists()
                && (before.profile().active() != after.profile().active()
                        || !PersonNames.of(before.profile())
                                .equals(PersonNames.of(after.profile())))) {
            events.add(new LifecycleEvent.ProfileChanged(envelope(after, after.version())));
        }
    }

    private Envelope envelope(DirectoryUser user, long version) {
        return new Envelope(
                ids.next(),
                now,
                origin,
                user.id(),
                version,
                user.zoomUserId(),
                user.profile().email(),
                trace);
    }

    static OutboxMessage message(LifecycleEvent event) {
        return OutboxMessage.of(
                Topic.IDENTITY_LIFECYCLE,
                event.envelope().userId().toString(),
                LifecycleEventWriter.attributes(event).headers(),
                LifecycleEventWriter.data(event));
    }
}
