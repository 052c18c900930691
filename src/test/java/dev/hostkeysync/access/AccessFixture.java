package dev.hostkeysync.access;

import dev.hostkeysync.access.jwt.JwtVerifier;
import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/// Everything that lets a caller in, on a database of its own that can go away.
final class AccessFixture {

    static final String BOOTSTRAP = "scim-token-0123456789";
    static final Caller OPERATOR = new Caller("ops", Set.of(Scope.OPERATOR));

    private record Variable(Optional<Secret> tokens)
            implements AccessConfig.Scim, AccessConfig.Api {}

    /// The members of `ops` are operators.
    static final AccessConfig.Oidc OIDC =
            new AccessConfig.Oidc() {
                @Override
                public Optional<String> issuer() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> clientId() {
                    return Optional.empty();
                }

                @Override
                public Optional<Secret> clientSecret() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> operatorGroup() {
                    return Optional.of("ops");
                }

                @Override
                public Optional<String> audience() {
                    return Optional.empty();
                }
            };

    final TestDatabase database = TestDatabase.fresh();
    final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    boolean away;

    final TokenStore store =
            new TokenStore(
                    Jdbi.create(() -> {
                        if (away) {
                            throw new SQLException("the connection was refused", "08001");
                        }
                        return database.dataSource().getConnection();
                    }));
    final BootstrapTokens bootstrap =
            new BootstrapTokens(
                    new Variable(Optional.of(Secret.of("okta:" + BOOTSTRAP))),
                    new Variable(
                            Optional.of(
                                    Secret.of(
                                            "old;expires=2026-11-21:operator:old-token-0123456789"))));

    /// One replica of the service.
    final class Replica {
        final KnownTokens known = new KnownTokens(store);
        final TokenUses uses = new TokenUses(store, clock);
        final BearerJudge judge;
        final SignIn signIn;
        final TokenAdministration administration =
                new TokenAdministration(
                        store,
                        known,
                        bootstrap,
                        clock,
                        new FixedIds(),
                        AuditFixture.trail(clock),
                        new SecureRandom());

        Replica(Optional<JwtVerifier> jwts) {
            judge =
                    new BearerJudge(
                            bootstrap,
                            known,
                            store,
                            new JwtSignIn(jwts, new People(OIDC)),
                            uses,
                            clock);
            signIn = new SignIn(judge, new FailureLimiter(() -> 3, clock), metrics);
        }

        String make(String name, Scope... scopes) {
            return administration
                    .make(
                            new NewToken(name, Set.of(scopes), Optional.empty()),
                            OPERATOR,
                            "10.0.0.1")
                    .text()
                    .reveal();
        }

        /// As a request is judged.
        Judgement judge(String token) {
            return judge.judgeAtOnce(token).orElseGet(() -> judge.judge(token));
        }

        SignIn.Outcome signIn(String token, String source) {
            return signIn.signInAtOnce(token, source).orElseGet(() -> signIn.signIn(token, source));
        }
    }

    Replica replica() {
        return new Replica(Optional.empty());
    }

    /// A token of the API's, by its number, under the name `entra`.
    static Judgement acceptedEntra(int number) {
        return new Judgement.Accepted(
                new Caller(
                        "entra",
                        Optional.of(FixedIds.number(number)),
                        Set.of(Scope.SCIM),
                        Optional.empty()));
    }

    static Judgement accepted(String label, Scope... scopes) {
        return new Judgement.Accepted(new Caller(label, Set.of(scopes)));
    }
}
