package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.subscription.AllowedHosts;
import dev.hostkeysync.subscription.Deliveries;
import dev.hostkeysync.subscription.DeliveryBell;
import dev.hostkeysync.subscription.Subscription;
import dev.hostkeysync.subscription.SubscriptionSecrets;
import dev.hostkeysync.subscription.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Makes, tells, changes and removes streams (SSF 1.0 section 8.1.1).
@ApplicationScoped
class StreamAdministration {

    private static final Logger LOG = Logger.getLogger(StreamAdministration.class);

    /// Of one receiver.
    static final int MOST = 10;

    private static final int LONGEST_DESCRIPTION = 256;

    private final Jdbi jdbi;
    private final Streams streams;
    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final Deliveries deliveries;
    private final AuditTrail audit;
    private final AllowedHosts allowed;
    private final DeliveryBell bell;
    private final Issuer issuer;
    private final Duration inactivityTimeout;
    private final Ids ids;
    private final InstantSource clock;

    StreamAdministration(
            Jdbi jdbi,
            Streams streams,
            Subscriptions subscriptions,
            SubscriptionSecrets secrets,
            Deliveries deliveries,
            AuditTrail audit,
            AllowedHosts allowed,
            DeliveryBell bell,
            Issuer issuer,
            TransmitterConfig config,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.streams = streams;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.audit = audit;
        this.allowed = allowed;
        this.bell = bell;
        this.issuer = issuer;
        this.inactivityTimeout = config.inactivityTimeout();
        this.ids = ids;
        this.clock = clock;
    }

    StreamView create(Body body, Peer peer) {
        DeliveryWish delivery =
                body.object("delivery")
                        .map(wish -> DeliveryWish.parse(wish, Optional.empty(), allowed))
                        .orElse(DeliveryWish.POLLED);
        Stream.Terms terms =
                new Stream.Terms(Audience.parse(body, peer), format(body), requested(body));
        Subscription subscription =
                Subscription.of(
                        ids.next(),
                        delivery.kind(),
                        delivery.url(),
                        description(body),
                        terms.filter(),
                        clock.instant(),
                        peer.label());
        StreamView made =
                jdbi.inTransaction(tx -> {
                    streams.lock(tx);
                    List<Stream> there = streams.list(tx);
                    if (there.stream().filter(one -> one.belongsTo(peer)).count() >= MOST
                            || !subscriptions.add(tx, subscription)) {
                        throw StreamProblems.tooMany(MOST);
                    }
                    Audience.mustBeFree(terms.audience(), there, peer);
                    streams.add(tx, subscription.id(), terms, clock.instant());
                    header(tx, subscription.id(), delivery, false);
                    write(tx, peer, "ssf-stream.create", subscription.id());
                    return view(streams.find(tx, subscription.id()).orElseThrow());
                });
        LOG.infof("%s made the stream %s, %s", peer.label(), made.streamId(), delivery.kind());
        return made;
    }

    StreamView get(Optional<UUID> id, Peer peer) {
        return jdbi.inTransaction(tx -> view(found(tx, id, peer)));
    }

    /// The caller's own, or all for an operator.
    List<StreamView> list(Peer peer) {
        return jdbi.withHandle(streams::list).stream()
                .filter(one -> one.isFor(peer))
                .map(this::view)
                .toList();
    }

    /// PATCH changes what is given.
    StreamView update(Body body, Peer peer) {
        return change(body, peer, false);
    }

    /// PUT resets what is not given.
    StreamView replace(Body body, Peer peer) {
        if (body.object("delivery").isEmpty()) {
            throw Body.bad("delivery is missing");
        }
        return change(body, peer, true);
    }

    void delete(Optional<UUID> id, Peer peer) {
        Stream gone =
                jdbi.inTransaction(tx -> {
                    Stream stream = locked(tx, id, peer);
                    boolean _ = subscriptions.remove(tx, stream.id());
                    write(tx, peer, "ssf-stream.delete", stream.id());
                    return stream;
                });
        LOG.infof("%s removed the stream %s", peer.label(), gone.id());
    }

    /// Locks a stream of the caller's, and notes that its receiver was heard of.
    Stream locked(Handle tx, Optional<UUID> id, Peer peer) {
        Stream stream =
                id.flatMap(known -> streams.lock(tx, known))
                        .filter(one -> one.isFor(peer))
                        .orElseThrow(StreamProblems::noStream);
        heard(tx, stream, peer);
        return stream;
    }

    /// As [#locked], without a lock.
    Stream found(Handle tx, Optional<UUID> id, Peer peer) {
        Stream stream =
                id.flatMap(known -> streams.find(tx, known))
                        .filter(one -> one.isFor(peer))
                        .orElseThrow(StreamProblems::noStream);
        heard(tx, stream, peer);
        return stream;
    }

    void write(Handle tx, Peer peer, String action, UUID stream) {
        audit.record(tx, peer.actor(), action, peer.source(), "stream " + stream);
    }

    private void heard(Handle tx, Stream stream, Peer peer) {
        if (stream.belongsTo(peer)) {
            streams.touch(tx, stream.id(), clock.instant());
        }
    }

    private StreamView change(Body body, Peer peer, boolean whole) {
        Optional<UUID> id = body.streamId();
        StreamView changed =
                jdbi.inTransaction(tx -> {
                    Stream stream = locked(tx, id, peer);
                    checkOurs(body, stream);
                    body.object("delivery")
                            .map(wish ->
                                    DeliveryWish.parse(
                                            wish,
                                            Optional.of(issuer.pollAddress(stream.id())),
                                            allowed))
                            .ifPresent(wish -> deliver(tx, stream, wish));
                    Stream.Terms terms = terms(body, stream.terms(), whole);
                    streams.change(tx, stream.id(), terms);
                    subscriptions.change(
                            tx,
                            stream.id(),
                            streams.find(tx, stream.id()).orElseThrow().subscription().url(),
                            whole || body.has("description")
                                    ? description(body)
                                    : stream.subscription().description(),
                            terms.filter());
                    write(tx, peer, "ssf-stream.change", stream.id());
                    return view(streams.find(tx, stream.id()).orElseThrow());
                });
        bell.ring();
        return changed;
    }

    private static Stream.Terms terms(Body body, Stream.Terms before, boolean whole) {
        return new Stream.Terms(
                before.audience(),
                whole || body.has("format") ? format(body) : before.format(),
                whole || body.has("events_requested") ? requested(body) : before.requested());
    }

    private void deliver(Handle tx, Stream stream, DeliveryWish wish) {
        boolean sameAddress = stream.subscription().url().equals(wish.url());
        subscriptions.become(tx, stream.id(), wish.kind(), wish.url());
        header(tx, stream.id(), wish, sameAddress);
        if (!sameAddress) {
            deliveries.hurry(tx, stream.id());
        }
    }

    /// The header that was given for one address is never sent to another: whoever may change the
    /// stream could have it sent to themselves.
    private void header(Handle tx, UUID id, DeliveryWish wish, boolean sameAddress) {
        switch (wish.header()) {
            case DeliveryWish.Header.Set(Secret value) ->
                    secrets.replace(tx, id, value, clock.instant(), Duration.ZERO);
            case DeliveryWish.Header.Remove _ -> secrets.forget(tx, id);
            case DeliveryWish.Header.Keep _ -> {
                if (!sameAddress) {
                    secrets.forget(tx, id);
                }
            }
        }
    }

    private void checkOurs(Body body, Stream stream) {
        body.mustMatch("iss", issuer.name());
        body.mustMatch("aud", stream.terms().audience());
        body.mustMatch("events_supported", EventTypes.SUPPORTED);
        body.mustMatch("events_delivered", stream.terms().delivered());
        body.mustMatch("min_verification_interval", Verification.PAUSE.toSeconds());
        body.mustMatch("inactivity_timeout", inactivityTimeout.toSeconds());
    }

    private StreamView view(Stream stream) {
        return StreamView.of(stream, issuer, inactivityTimeout);
    }

    private static SubjectFormat format(Body body) {
        return body.text("format")
                .map(label ->
                        SubjectFormat.parse(label)
                                .orElseThrow(
                                        () -> Body.bad("format must be email, iss_sub or opaque")))
                .orElse(SubjectFormat.EMAIL);
    }

    private static Optional<List<String>> requested(Body body) {
        Optional<List<String>> types = body.texts("events_requested");
        if (types.filter(
                        list ->
                                list.size() > 100
                                        || list.stream().anyMatch(one -> one.length() > 512))
                .isPresent()) {
            throw Body.bad(
                    "events_requested must have at most 100 entries of at most 512 characters");
        }
        return types;
    }

    /// SSF lets us cut it off.
    private static String description(Body body) {
        String text = Objects.requireNonNullElse(body.text("description").orElse(null), "");
        return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION)).replace('\0', ' ');
    }
}
