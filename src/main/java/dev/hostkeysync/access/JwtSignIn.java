package dev.hostkeysync.access;

import dev.hostkeysync.access.jwt.JwtVerifier;
import dev.hostkeysync.access.jwt.Verification;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;

/// Callers with a JWT of `OIDC_ISSUER`. Not Quarkus' own OIDC: that one answers 401 while the
/// issuer is away, and keeps a changed key unknown for up to ten minutes.
@Startup
@ApplicationScoped
class JwtSignIn {

    // A colon is in no label of a token, so nobody can be taken for another.
    private static final String PREFIX = "oidc:";
    private static final int LONGEST_SUBJECT = 200;

    private final Optional<JwtVerifier> verifier;

    @Inject
    JwtSignIn(AccessConfig.Oidc config, InstantSource clock) {
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
                                        clock)));
    }

    JwtSignIn(Optional<JwtVerifier> verifier) {
        this.verifier = verifier;
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
        return verifier.flatMap(known -> known.verifyAtOnce(token)).map(JwtSignIn::judgement);
    }

    /// Blocks while the issuer is asked.
    Judgement judge(String token) {
        return judgement(verifier.orElseThrow().verify(token));
    }

    private static Judgement judgement(Verification verification) {
        return switch (verification) {
            case Verification.Valid(var subject, var grants) ->
                    new Judgement.Accepted(
                            new Caller(
                                    label(subject),
                                    grants.stream()
                                            .map(Scope::parse)
                                            .flatMap(Optional::stream)
                                            .collect(Collectors.toUnmodifiableSet())));
            case Verification.Invalid(var reason) -> new Judgement.Refused(reason);
            case Verification.Undecided(var retryAfter) ->
                    new Judgement.Undecided("the issuer of the token does not answer", retryAfter);
        };
    }

    // Whatever the issuer wrote, it becomes part of a header, a URI and a line of the log.
    static String label(String subject) {
        String safe = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return PREFIX + safe.substring(0, Math.min(safe.length(), LONGEST_SUBJECT));
    }
}
