package dev.hostkeysync.access;

import dev.hostkeysync.access.jwt.PersonClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Whom a JWT of `OIDC_ISSUER` makes a caller, whether it came as a bearer token or by a sign-in.
@ApplicationScoped
public class People {

    // A colon is in no label of a token, so nobody can be taken for another.
    private static final String PREFIX = "oidc:";
    private static final int LONGEST_SUBJECT = 200;

    private final Optional<String> operators;

    People(AccessConfig.Oidc config) {
        this.operators = config.operatorGroup().map(String::strip);
    }

    /// @param grants words that may be scopes of ours
    public Caller caller(String subject, Set<String> grants, PersonClaims person) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        grants.forEach(word -> Scope.parse(word).ifPresent(scopes::add));
        if (operators.filter(person.groups()::contains).isPresent()) {
            scopes.add(Scope.OPERATOR);
        }
        return new Caller(label(subject), scopes, person.email());
    }

    // Whatever the issuer wrote, it becomes part of a header, a URI and a line of the log.
    static String label(String subject) {
        String safe = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return PREFIX + safe.substring(0, Math.min(safe.length(), LONGEST_SUBJECT));
    }
}
