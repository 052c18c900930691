package dev.hostkeysync.zoom.auth;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.zoom.auth.Access.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What we know about the token. Values only: [AccessTokens] moves from one to the next by
/// compare-and-set.
///
/// ```
///            refreshing             issued
///  Initial ─────────────► Refreshing ─────► Steady ── without (401) ──► Initial
///                          ▲  ▲  │             │
///  refreshing (back-off    │  │  │ failed      │ refreshing (ahead of
///  is over)                │  └──┼─────────────┘ expiry, or after it)
///                          │     ▼
///                          └── Failed
/// ```
///
/// Refreshing and Failed keep the old token as long as it is good.
sealed interface TokenState {

    /// A token and its times.
    record Live(Token token, Instant refreshAt, Instant expiresAt) {

        private static final Duration AHEAD = Duration.ofMinutes(5);

        /// Due at 80 % of its life or five minutes before its end, whichever is earlier, but never
        /// before half its life: a token of a few minutes would be due at once.
        ///
        /// @param askedAt from before the request, so that the token is not thought to live longer
        ///   than it does
        static Live of(Token token, Instant askedAt) {
            Duration life = token.life();
            Duration most = life.multipliedBy(4).dividedBy(5);
            Duration ahead = life.minus(AHEAD);
            Duration due = ahead.compareTo(most) < 0 ? ahead : most;
            Duration half = life.dividedBy(2);
            return new Live(
                    token, askedAt.plus(due.compareTo(half) < 0 ? half : due), askedAt.plus(life));
        }

        boolean isGoodAt(Instant now) {
            return now.isBefore(expiresAt);
        }

        boolean isDueAt(Instant now) {
            return !now.isBefore(refreshAt);
        }
    }

    record Initial() implements TokenState {
        Refreshing refreshing() {
            return new Refreshing(Optional.empty(), new CompletableFuture<>());
        }
    }

    record Steady(Live live) implements TokenState {
        Refreshing refreshing() {
            return new Refreshing(Optional.of(live), new CompletableFuture<>());
        }
    }

    /// The one fetch in flight, and the future that everybody waits for who has no token.
    record Refreshing(Optional<Live> old, CompletableFuture<Access> fetch) implements TokenState {
        Steady issued(Token token, Instant askedAt) {
            return new Steady(Live.of(token, askedAt));
        }

        Failed failed(Access failure, Instant retryAt) {
            return new Failed(old, failure, retryAt);
        }
    }

    /// Everybody gets the failure until `retryAt`, or the old token while it is good.
    record Failed(Optional<Live> old, Access failure, Instant retryAt) implements TokenState {
        Refreshing refreshing() {
            return new Refreshing(old, new CompletableFuture<>());
        }
    }

    /// The same without this token, if it is the one we hold.
    default TokenState without(Secret refused) {
        return switch (this) {
            case Steady(Live live) when holds(Optional.of(live), refused) -> new Initial();
            case Refreshing(var old, var fetch) when holds(old, refused) ->
                    new Refreshing(Optional.empty(), fetch);
            case Failed(var old, var failure, var retryAt) when holds(old, refused) ->
                    new Failed(Optional.empty(), failure, retryAt);
            case Initial _, Steady _, Refreshing _, Failed _ -> this;
        };
    }

    private static boolean holds(Optional<Live> live, Secret token) {
        return live.map(known -> known.token().secret().equals(token)).orElse(false);
    }
}
