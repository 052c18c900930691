package dev.hostkeysync.zoom.auth;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access.Refused;
import dev.hostkeysync.zoom.auth.Access.Token;
import dev.hostkeysync.zoom.auth.Access.Unreachable;
import dev.hostkeysync.zoom.auth.TokenState.Failed;
import dev.hostkeysync.zoom.auth.TokenState.Initial;
import dev.hostkeysync.zoom.auth.TokenState.Live;
import dev.hostkeysync.zoom.auth.TokenState.Refreshing;
import dev.hostkeysync.zoom.auth.TokenState.Steady;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/// The account's access token, kept and renewed. It promises:
///
/// 1. At most one fetch is in flight; everybody who needs its answer waits for that one.
/// 2. A token is renewed ahead of its expiry, in the background; while it is good nobody waits.
/// 3. A token that Zoom refused is fetched anew once, however many calls were refused with it.
/// 4. After a failed fetch the next is at least [#BACK_OFF] later; until then the failure is the
///    answer, or the old token while it is good.
public final class AccessTokens {

    static final Duration BACK_OFF = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    private final TokenSource source;
    private final InstantSource clock;
    private final Executor background;
    private final AtomicReference<TokenState> state = new AtomicReference<>(new Initial());

    /// @param background runs a fetch: a new virtual thread each
    public AccessTokens(TokenSource source, InstantSource clock, Executor background) {
        this.source = source;
        this.clock = clock;
        this.background = background;
    }

    /// A token to call with, or why there is none. Blocks while there is nothing to answer with but
    /// a fetch in flight; an interrupt ends the wait and stays set.
    public Access current() {
        while (true) {
            Instant now = clock.instant();
            TokenState seen = Objects.requireNonNull(state.get());
            switch (seen) {
                case Initial initial -> start(initial, initial.refreshing());
                case Steady(Live live) when !live.isDueAt(now) -> {
                    return live.token();
                }
                case Steady steady -> start(steady, steady.refreshing());
                case Refreshing(var old, var fetch) -> {
                    Optional<Access> good = stillGood(old, now);
                    return good.isPresent() ? good.get() : await(fetch);
                }
                case Failed failed when !now.isBefore(failed.retryAt()) ->
                        start(failed, failed.refreshing());
                case Failed(var old, var failure, _) -> {
                    return stillGood(old, now).orElse(failure);
                }
            }
        }
    }

    /// Asks Zoom now, whatever we hold, and answers what it said: scopes, for one, are baked into a
    /// token, and a change of them shows in a new one only. The old one stays in use meanwhile, and
    /// where there is no new one.
    public Access renew() {
        while (true) {
            TokenState seen = Objects.requireNonNull(state.get());
            Refreshing next =
                    switch (seen) {
                        case Initial initial -> initial.refreshing();
                        case Steady steady -> steady.refreshing();
                        case Refreshing underWay -> underWay;
                        case Failed failed -> failed.refreshing();
                    };
            if (next.equals(seen) || started(seen, next)) {
                return await(next.fetch());
            }
        }
    }

    /// Zoom answered 401 to this token. If it is still the one we hand out, the next [#current]
    /// fetches another; if not, somebody else said so before.
    public void invalidate(Secret token) {
        state.updateAndGet(seen -> seen.without(token));
    }

    private void start(TokenState seen, Refreshing next) {
        // Where somebody else was quicker, the next look at the state tells.
        boolean _ = started(seen, next);
    }

    private boolean started(TokenState seen, Refreshing next) {
        boolean mine = state.compareAndSet(seen, next);
        if (mine) {
            background.execute(() -> fetch(next));
        }
        return mine;
    }

    private void fetch(Refreshing mine) {
        Instant askedAt = clock.instant();
        Access answer = new Unreachable("asking for a token failed within hostkey-sync");
        try {
            answer = source.fetch();
        } finally {
            settle(mine, answer, askedAt);
        }
    }

    // The state first, the waiters second: whoever wakes finds the new state. Nothing else leaves
    // Refreshing, so the state is still the one that waits for this answer, perhaps by now without
    // its old token.
    private void settle(Refreshing mine, Access answer, Instant askedAt) {
        Instant retryAt = clock.instant().plus(BACK_OFF);
        state.updateAndGet(seen ->
                seen instanceof Refreshing now ? next(now, answer, askedAt, retryAt) : seen);
        log(answer);
        mine.fetch().complete(answer);
    }

    private static TokenState next(
            Refreshing now, Access answer, Instant askedAt, Instant retryAt) {
        return switch (answer) {
            case Token token -> now.issued(token, askedAt);
            case Refused _, Unreachable _ -> now.failed(answer, retryAt);
        };
    }

    private static Optional<Access> stillGood(Optional<Live> old, Instant now) {
        return old.filter(live -> live.isGoodAt(now)).map(Live::token);
    }

    private static Access await(CompletableFuture<Access> fetch) {
        try {
            return fetch.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unreachable("interrupted while waiting for a token");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fetch always ends with an answer", e);
        }
    }

    private static void log(Access answer) {
        switch (answer) {
            case Token _ -> LOG.debug("Zoom issued an access token");
            case Refused(String reason, _) ->
                    LOG.warnf(
                            "Zoom refuses our app: %s. No host key can be set until"
                                    + " ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET belong"
                                    + " to a Server-to-Server OAuth app that is activated.",
                            reason);
            case Unreachable(String reason) ->
                    LOG.warnf(
                            "No access token from Zoom: %s. It is asked for again after %s.",
                            reason, BACK_OFF);
        }
    }
}
