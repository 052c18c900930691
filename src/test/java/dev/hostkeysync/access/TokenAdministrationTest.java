package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.hostkeysync.access.AccessFixture.Replica;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.FixedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenAdministrationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final AccessFixture fixture = new AccessFixture();
    private final Replica replica = fixture.replica();
    private final TokenAdministration administration = replica.administration;

    @Test
    void tellsAToken() {
        Instant end = NOW.plus(Duration.ofDays(90));
        TokenAdministration.Made made =
                administration.make(
                        new NewToken("entra", Set.of(Scope.SCIM, Scope.OPERATOR), Optional.of(end)),
                        AccessFixture.OPERATOR,
                        "10.0.0.1");

        assertThat(made.text().reveal()).matches("hks_[A-Za-z0-9_-]{43}");
        assertThat(made.view())
                .isEqualTo(
                        new TokenView(
                                FixedIds.number(1),
                                "entra",
                                List.of("operator", "scim"),
                                "api",
                                TokenView.State.ACTIVE,
                                NOW,
                                "ops",
                                end,
                                null,
                                null,
                                null));
        assertThat(administration.get(FixedIds.number(1))).isEqualTo(made.view());
    }

    @Test
    void storesNothingOfATokenButItsHash() {
        String token = replica.make("entra", Scope.SCIM);

        String rows =
                fixture.database
                        .jdbi()
                        .withHandle(handle ->
                                handle.select("SELECT access_token::text FROM access_token")
                                        .mapTo(String.class)
                                        .one());

        assertThat(rows).doesNotContain(token.substring(4)).contains("entra");
    }

    @Test
    void tellsTokensOfOneNameApart() {
        String first = replica.make("entra", Scope.OPERATOR);
        String second = replica.make("entra", Scope.OPERATOR);

        assertThat(actor(first)).isEqualTo("entra#" + FixedIds.number(1));
        assertThat(actor(second)).isEqualTo("entra#" + FixedIds.number(2));
        assertThat(actor(AccessFixture.BOOTSTRAP)).isEqualTo("okta");
    }

    private String actor(String token) {
        return ((Judgement.Accepted) replica.judge(token)).caller().actor();
    }

    @Test
    void givesNoTokenTheNameOfOneOfAVariable() {
        Problem refused = refusal(() -> replica.make("okta", Scope.OPERATOR));

        assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/token-name-taken");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail())
                .contains("SCIM_TOKENS has a token of this name; choose another");
    }

    @Test
    void listsTokensOfVariablesFirst() {
        replica.make("entra", Scope.SCIM);

        assertThat(administration.list(false))
                .extracting(TokenView::name, TokenView::source, TokenView::state)
                .containsExactly(
                        tuple("okta", "SCIM_TOKENS", TokenView.State.ACTIVE),
                        tuple("old", "API_TOKENS", TokenView.State.EXPIRED),
                        tuple("entra", "api", TokenView.State.ACTIVE));
    }

    @Test
    void remembersWhoEndedATokenAndWhen() {
        replica.make("entra", Scope.SCIM);
        fixture.clock.pass(Duration.ofHours(1));

        administration.revoke(FixedIds.number(1), AccessFixture.OPERATOR, "10.0.0.1");
        fixture.clock.pass(Duration.ofHours(1));
        administration.revoke(FixedIds.number(1), new Caller("somebody", Set.of()), "10.0.0.1");

        TokenView view = administration.get(FixedIds.number(1));
        assertThat(view.state()).isEqualTo(TokenView.State.REVOKED);
        assertThat(view.revokedAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(view.revokedBy()).isEqualTo("ops");
        assertThat(administration.list(false)).extracting(TokenView::name).doesNotContain("entra");
        assertThat(administration.list(true)).extracting(TokenView::name).contains("entra");
    }

    @Test
    void revokesNothingElse() {
        UUID okta = administration.list(false).getFirst().id();

        assertThat(
                        refusal(() ->
                                        administration.revoke(
                                                okta, AccessFixture.OPERATOR, "10.0.0.1"))
                                .detail())
                .contains("remove it from SCIM_TOKENS and restart");
        assertThat(
                        refusal(() ->
                                        administration.revoke(
                                                new UUID(0, 0), AccessFixture.OPERATOR, "10.0.0.1"))
                                .status())
                .isEqualTo(404);
        assertThat(refusal(() -> administration.get(new UUID(0, 0))).status()).isEqualTo(404);
    }

    @Test
    void tellsTheLastUseOfEveryKindOfToken() {
        String token = replica.make("entra", Scope.SCIM);
        Judgement _ = replica.judge(token);
        Judgement _ = replica.judge(AccessFixture.BOOTSTRAP);
        fixture.clock.pass(Duration.ofSeconds(7));
        Judgement _ = replica.judge(token);

        replica.uses.flush();

        assertThat(administration.list(false))
                .extracting(TokenView::name, TokenView::lastUsedAt)
                .contains(
                        tuple("okta", NOW), tuple("old", null), tuple("entra", NOW.plusSeconds(7)));
    }

    @Test
    void keepsUsesWhileTheDatabaseIsAwayAndNeverGoesBack() {
        Replica other = fixture.replica();
        Judgement _ = replica.judge(AccessFixture.BOOTSTRAP);
        fixture.away = true;
        replica.uses.flush();
        fixture.away = false;
        fixture.clock.pass(Duration.ofSeconds(7));
        Judgement _ = other.judge(AccessFixture.BOOTSTRAP);
        other.uses.flush();

        replica.uses.flush();

        assertThat(administration.list(false).getFirst().lastUsedAt())
                .isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void makesAThousandAtMost() {
        fixture.database
                .jdbi()
                .useHandle(handle ->
                        handle.execute(
                                """
                                INSERT INTO access_token (id, name, scopes, sha256, created_at, created_by)
                                SELECT gen_random_uuid(), 'x', '{scim}', sha256(i::text::bytea), now(), 'x'
                                FROM generate_series(1, 1000) AS i
                                """));

        Problem refusal = refusal(() -> replica.make("entra", Scope.SCIM));

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.detail()).contains("at most 1000 at once; revoke some first");
    }

    private static Problem refusal(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem();
    }
}
