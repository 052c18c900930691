package dev.hostkeysync.access;

import dev.hostkeysync.access.jwt.JwtVerifier;
import dev.hostkeysync.access.jwt.Verification;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;

/// Callers with a JWT of `OIDC_ISSUER`. Not Quarkus' own OIDC: that one answers 401 while the
/// issuer is away, and keeps a changed key unknown for up to ten minutes.
@Startup
@ApplicationScoped
class JwtSignIn {

    private final Optional<JwtVerifier> verifier;
    private final People people;

    @Inject
    JwtSignIn(AccessConfig.Oidc config, People people, InstantSource clock) {
        this(
                config.issuer()
                        .map(String::strip)
                        .map(issuer ->
                                JwtVerifier.of(
                                        issuer,
                                        OidcSettings.audiences(
                                                config.audience()
                                                        .or(config::clientId)
                                                        .orElseThrow()),
                                        config.clientId().map(String::strip),
                                        clock)),
                people);
    }

    JwtSignIn(Optional<JwtVerifier> verifier, People people) {
        this.verifier = verifier;
        this.people = people;
    }

    /// The first token need not wait, and a wrong issuer is in the log from the start.
    @PostConstruct
    void readKeysAhead() {
        verifier.ifPresent(JwtVerifier::refreshAhead);
    }

    /// Whether [#judge] may know the token.
    boolean isCandidate(String token) {
        return verifier.isPresent() && JwtVerifier.isCandidate(token);
    }

    /// Without waiting; empty when the issuer has to be asked.
    Optional<Judgement> judgeAtOnce(String token) {
        verifier.ifPresent(JwtVerifier::refreshAhead);
        return verifier.flatMap(known -> known.verifyAtOnce(token)).map(this::judgement);
    }

    /// Blocks while the issuer is asked.
    Judgement judge(String token) {
        return judgement(verifier.orElseThrow().verify(token));
    }

    private Judgement judgement(Verification verification) {
        return switch (verification) {
            case Verification.Valid(var subject, var grants, var person) ->
                    new Judgement.Accepted(people.caller(subject, grants, person));
            case Verification.Invalid(var reason) -> new Judgement.Refused(reason);
            case Verification.Undecided(var retryAfter) ->
                    new Judgement.Undecided("the issuer of the token does not answer", retryAfter);
        };
    }
}
