package dev.hostkeysync.access;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Makes, tells and ends tokens. What is done here counts on this replica at once, on the others
/// two seconds later, and is in the audit trail, in the same transaction.
@ApplicationScoped
public class TokenAdministration {

    private static final Logger LOG = Logger.getLogger(TokenAdministration.class);

    /// @param text the token itself, which is told once and never again
    public record Made(TokenView view, Secret text) {}

    private final TokenStore store;
    private final KnownTokens known;
    private final BootstrapTokens bootstrap;
    private final InstantSource clock;
    private final Ids ids;
    private final AuditTrail audit;
    private final SecureRandom random;

    TokenAdministration(
            TokenStore store,
            KnownTokens known,
            BootstrapTokens bootstrap,
            InstantSource clock,
            Ids ids,
            AuditTrail audit,
            SecureRandom random) {
        this.store = store;
        this.known = known;
        this.bootstrap = bootstrap;
        this.clock = clock;
        this.ids = ids;
        this.audit = audit;
        this.random = random;
    }

    /// @param source the address the request came from
    /// @throws ProblemException 409 where too many are live, or a variable has one of this name
    public Made make(NewToken wish, Caller by, String source) {
        refuseNameOfVariable(wish.name());
        String text = TokenText.draw(random);
        Instant now = now();
        StoredToken token =
                new StoredToken(
                        ids.next(),
                        wish.name(),
                        wish.scopes(),
                        TokenHash.ofToken(text),
                        now,
                        by.actor(),
                        wish.expiresAt(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        if (!store.add(
                token, tx -> audit.record(tx, by.actor(), "token.create", source, told(token)))) {
            throw Problem.of("too-many-tokens", 409, "There are too many tokens")
                    .detail("at most %d at once; revoke some first".formatted(TokenStore.MOST_LIVE))
                    .toException();
        }
        known.refresh();
        LOG.infof("Token %s (%s) made by %s", token.id(), token.name(), by.actor());
        return new Made(TokenView.of(token, now), Secret.of(text));
    }

    /// What the token of a variable does is in the trail under its label alone.
    private void refuseNameOfVariable(String name) {
        Optional<String> variable =
                bootstrap.byVariable().entrySet().stream()
                        .filter(one ->
                                one.getValue().stream()
                                        .anyMatch(entry -> entry.caller().label().equals(name)))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (variable.isPresent()) {
            throw Problem.of("token-name-taken", 409, "The name belongs to a token of a variable")
                    .detail(variable.get() + " has a token of this name; choose another")
                    .toException();
        }
    }

    /// Those of variables first, then the others from the oldest.
    public List<TokenView> list(boolean revokedToo) {
        Instant now = now();
        List<TokenView> views = new ArrayList<>();
        bootstrap
                .byVariable()
                .forEach((variable, entries) ->
                        entries.forEach(entry -> views.add(ofVariable(variable, entry, now))));
        store.list(revokedToo).forEach(token -> views.add(TokenView.of(token, now)));
        return List.copyOf(views);
    }

    /// @throws ProblemException 404
    public TokenView get(UUID id) {
        Instant now = now();
        return ofVariables(id, now)
                .or(() -> store.find(id).map(token -> TokenView.of(token, now)))
                .orElseThrow(TokenAdministration::unknown);
    }

    /// Ends a token; one that was ended before stays so.
    ///
    /// @param source the address the request came from
    /// @throws ProblemException 404, or 409 for a token of a variable
    public void revoke(UUID id, Caller by, String source) {
        Optional<String> variable = bootstrap.variableOf(id);
        if (variable.isPresent()) {
            throw Problem.of("token-of-variable", 409, "The token is set by a variable")
                    .detail("remove it from " + variable.get() + " and restart")
                    .toException();
        }
        boolean isKnown =
                store.revoke(
                        id,
                        now(),
                        by.actor(),
                        (tx, name) ->
                                audit.record(
                                        tx,
                                        by.actor(),
                                        "token.revoke",
                                        source,
                                        "%s %s".formatted(name, id)));
        if (!isKnown) {
            throw unknown();
        }
        known.refresh();
        LOG.infof("Token %s revoked by %s", id, by.actor());
    }

    private static String told(StoredToken token) {
        return "%s %s, scopes %s, %s"
                .formatted(
                        token.name(),
                        token.id(),
                        String.join("+", TokenView.names(token.entry().caller())),
                        token.expiresAt().map(end -> "expires " + end).orElse("never expires"));
    }

    private Optional<TokenView> ofVariables(UUID id, Instant now) {
        return bootstrap.byVariable().entrySet().stream()
                .flatMap(one ->
                        one.getValue().stream()
                                .filter(entry -> entry.id().equals(id))
                                .map(entry -> ofVariable(one.getKey(), entry, now)))
                .findFirst();
    }

    private TokenView ofVariable(String variable, TokenEntry entry, Instant now) {
        return TokenView.ofVariable(variable, entry, store.lastUse(entry.id()), now);
    }

    // What PostgreSQL can store, so that it is told the same now and later.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException unknown() {
        return Problems.NOT_FOUND.detail("there is no token with this id").toException();
    }
}
