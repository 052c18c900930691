package dev.hostkeysync.access;

import dev.hostkeysync.common.DatabaseFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Tells whose a bearer token is: one of a variable, one that is stored, or a JWT.
@ApplicationScoped
class BearerJudge {

    private static final Judgement UNKNOWN =
            new Judgement.Refused("the bearer token is not known here");
    private static final Duration SOON = Duration.ofSeconds(2);

    private final BootstrapTokens bootstrap;
    private final KnownTokens known;
    private final TokenStore store;
    private final JwtSignIn jwts;
    private final TokenUses uses;
    private final InstantSource clock;

    // Made-up tokens must take no connections away from the work.
    private final Semaphore lookUps = new Semaphore(4);
    private final Semaphore verifications = new Semaphore(256);

    BearerJudge(
            BootstrapTokens bootstrap,
            KnownTokens known,
            TokenStore store,
            JwtSignIn jwts,
            TokenUses uses,
            InstantSource clock) {
        this.bootstrap = bootstrap;
        this.known = known;
        this.store = store;
        this.jwts = jwts;
        this.uses = uses;
        this.clock = clock;
    }

    /// Without waiting for anything; empty when [#judge] has to look further.
    Optional<Judgement> judgeAtOnce(String token) {
        TokenHash hash = TokenHash.ofToken(token);
        Optional<TokenEntry> entry = bootstrap.find(hash).or(() -> known.find(hash));
        if (entry.isPresent()) {
            return entry.map(this::judgement);
        }
        if (TokenText.isOurs(token)) {
            return Optional.empty();
        }
        return jwts.isCandidate(token) ? jwts.judgeAtOnce(token) : Optional.of(UNKNOWN);
    }

    /// For what [#judgeAtOnce] could not tell. Blocks while the database or the issuer is asked.
    Judgement judge(String token) {
        return TokenText.isOurs(token)
                ? within(lookUps, "the database is busy", () -> lookUp(token))
                : within(verifications, "the issuer is slow", () -> jwts.judge(token));
    }

    private interface Look {
        Judgement judge();
    }

    private static Judgement within(Semaphore bound, String otherwise, Look look) {
        if (!bound.tryAcquire()) {
            return new Judgement.Undecided(otherwise, SOON);
        }
        try {
            return look.judge();
        } finally {
            bound.release();
        }
    }

    /// It may have been made by another replica since the last look.
    private Judgement lookUp(String token) {
        Judgement away = new Judgement.Undecided("the database does not answer", SOON);
        if (!known.isReachable()) {
            return away;
        }
        try {
            return store.findLive(TokenHash.ofToken(token)).map(this::judgement).orElse(UNKNOWN);
        } catch (RuntimeException e) {
            if (DatabaseFaults.mayPass(e)) {
                return away;
            }
            throw e;
        }
    }

    private Judgement judgement(TokenEntry entry) {
        if (entry.isExpired(clock.instant())) {
            return new Judgement.Refused(
                    "the bearer token expired at " + entry.expiresAt().orElseThrow());
        }
        uses.note(entry.id());
        return new Judgement.Accepted(entry.caller());
    }
}
