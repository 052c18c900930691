package dev.hostkeysync.subscription;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What operators do with subscriptions. Every change is in the audit trail, in the same
/// transaction. The trail names the host of an address only: receivers put secrets into paths.
@ApplicationScoped
class SubscriptionAdministration {

    /// How long the secret that was replaced still signs.
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final Set<Kind> WEBHOOKS = Set.of(Kind.WEBHOOK);
    private static final String BY_OPERATOR = "disabled by an operator";

    /// @param secret told once and never again
    record Made(SubscriptionView view, Secret secret) {}

    private final Jdbi jdbi;
    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final Deliveries deliveries;
    private final Replays replays;
    private final AuditTrail audit;
    private final DeliveryBell bell;
    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;

    SubscriptionAdministration(
            Jdbi jdbi,
            Subscriptions subscriptions,
            SubscriptionSecrets secrets,
            Deliveries deliveries,
            Replays replays,
            AuditTrail audit,
            DeliveryBell bell,
            InstantSource clock,
            Ids ids,
            SecureRandom random) {
        this.jdbi = jdbi;
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.replays = replays;
        this.audit = audit;
        this.bell = bell;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /// @throws ProblemException 409 where there are too many
    Made make(SubscriptionBody body, Operator by) {
        Instant now = now();
        Subscription one =
                Subscription.of(
                        ids.next(),
                        Kind.WEBHOOK,
                        body.url(),
                        body.description().orElse(""),
                        body.filter(Filter.EVERYTHING),
                        now,
                        by.label());
        Secret secret = StandardWebhook.newSecret(random);
        jdbi.useTransaction(tx -> {
            if (!subscriptions.add(tx, one)) {
                throw Problem.of("too-many-subscriptions", 409, "There are too many subscriptions")
                        .detail("at most %d; delete some first".formatted(Subscriptions.MOST))
                        .toException();
            }
            secrets.replace(tx, one.id(), secret, now, Duration.ZERO);
            write(tx, by, "subscription.create", one);
        });
        return new Made(view(one), secret);
    }

    /// From the oldest.
    List<SubscriptionView> list() {
        return jdbi.withHandle(handle -> views(handle, subscriptions.list(handle, WEBHOOKS)));
    }

    /// @throws ProblemException 404
    SubscriptionView get(UUID id) {
        return view(jdbi.withHandle(handle -> known(subscriptions.find(handle, id))));
    }

    /// @throws ProblemException 404
    List<DeliveryView> deliveries(UUID id, boolean failed, int atMost) {
        return jdbi.withHandle(handle -> {
            Subscription one = known(subscriptions.find(handle, id));
            return deliveries.list(handle, one.id(), failed, atMost);
        });
    }

    /// @throws ProblemException 404
    SubscriptionView change(UUID id, SubscriptionBody body, Operator by) {
        Subscription changed =
                jdbi.inTransaction(tx -> {
                    Subscription before = known(subscriptions.lock(tx, id));
                    subscriptions.change(
                            tx,
                            id,
                            body.url().or(before::url),
                            body.description().orElse(before.description()),
                            body.filter(before.filter()));
                    body.enabled().ifPresent(enabled -> enable(tx, id, enabled));
                    Subscription after = subscriptions.find(tx, id).orElseThrow();
                    write(tx, by, action(before, after), after);
                    return after;
                });
        bell.ring();
        return view(changed);
    }

    private void enable(Handle tx, UUID id, boolean enabled) {
        if (enabled && subscriptions.move(tx, id, State.ENABLED, Optional.empty(), now())) {
            deliveries.hurry(tx, id);
        }
        if (!enabled) {
            boolean _ = subscriptions.move(tx, id, State.DISABLED, Optional.of(BY_OPERATOR), now());
        }
    }

    private static String action(Subscription before, Subscription after) {
        if (before.status().state() == after.status().state()) {
            return "subscription.change";
        }
        return after.status().state() == State.ENABLED
                ? "subscription.enable"
                : "subscription.disable";
    }

    /// @throws ProblemException 404
    Made newSecret(UUID id, Operator by) {
        Secret secret = StandardWebhook.newSecret(random);
        Subscription renewed =
                jdbi.inTransaction(tx -> {
                    Subscription one = known(subscriptions.lock(tx, id));
                    secrets.replace(tx, id, secret, now(), OVERLAP);
                    write(tx, by, "subscription.secret", one);
                    return one;
                });
        return new Made(view(renewed), secret);
    }

    /// @throws ProblemException 404, or 409 where one is running or nothing would be sent
    SubscriptionView replay(UUID id, Span span, Operator by) {
        Subscription replayed =
                jdbi.inTransaction(tx -> {
                    Subscription one = known(subscriptions.lock(tx, id));
                    if (one.status().state() == State.DISABLED) {
                        throw Problem.of(
                                        "subscription-disabled",
                                        409,
                                        "The subscription is disabled")
                                .detail("enable it first, with PATCH and enabled: true")
                                .toException();
                    }
                    if (!replays.request(tx, id, span, now(), by.label())) {
                        throw Problem.of("replay-running", 409, "A replay is running")
                                .detail("wait until its state is no longer RUNNING")
                                .toException();
                    }
                    write(tx, by, "subscription.replay", one);
                    return one;
                });
        return view(replayed);
    }

    /// @throws ProblemException 404
    void remove(UUID id, Operator by) {
        jdbi.useTransaction(tx -> {
            Subscription one = known(subscriptions.lock(tx, id));
            boolean _ = subscriptions.remove(tx, id);
            write(tx, by, "subscription.delete", one);
        });
    }

    /// To whom a test goes.
    ///
    /// @throws ProblemException 404
    Receiver receiver(UUID id, Operator by) {
        return jdbi.inTransaction(tx -> {
            Subscription one = known(subscriptions.find(tx, id));
            write(tx, by, "subscription.test", one);
            List<Secret> live = secrets.live(tx, List.of(id), now()).getOrDefault(id, List.of());
            return new Receiver(id, one.kind(), one.url().orElseThrow(), live);
        });
    }

    private void write(Handle tx, Operator by, String action, Subscription one) {
        audit.record(
                tx,
                by.label(),
                action,
                by.source(),
                "subscription %s to %s"
                        .formatted(one.id(), one.url().map(EndpointUrl::host).orElse("-")));
    }

    /// After the transaction: counting takes its time, and the row would be locked meanwhile.
    private SubscriptionView view(Subscription one) {
        return jdbi.withHandle(handle -> views(handle, List.of(one)).getFirst());
    }

    private List<SubscriptionView> views(Handle handle, List<Subscription> all) {
        List<UUID> ids = all.stream().map(Subscription::id).toList();
        Map<UUID, Deliveries.Count> counts = deliveries.counts(handle, ids);
        Map<UUID, Replay> last =
                replays.of(handle, ids).stream()
                        .collect(Collectors.toMap(Replay::subscription, Function.identity()));
        return all.stream()
                .map(one ->
                        SubscriptionView.of(
                                one,
                                counts.getOrDefault(one.id(), new Deliveries.Count(0, 0)),
                                Optional.ofNullable(last.get(one.id()))))
                .toList();
    }

    private static Subscription known(Optional<Subscription> found) {
        return found.filter(one -> WEBHOOKS.contains(one.kind()))
                .orElseThrow(() ->
                        Problems.NOT_FOUND
                                .detail("there is no subscription with this id")
                                .toException());
    }

    // What PostgreSQL can store, so that it is told the same now and later.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
