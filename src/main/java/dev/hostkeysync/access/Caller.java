package dev.hostkeysync.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Who sent a request and what they may do.
///
/// @param label how the operator named the token, or the subject of a JWT; safe to log. Several
///   tokens may share one, as while one replaces another: what a caller owns stays theirs then
/// @param token the id of a token that was made over the API, which tells it from those
/// @param email the verified address of a person, who may ask for what is their own; empty for a
///   service
public record Caller(String label, Optional<UUID> token, Set<Scope> scopes, Optional<String> email)
        implements Principal {

    /// The role of whoever is known by a verified address. No scope: nobody can be given it.
    public static final String PERSON = "person";

    private static final String EMAIL = Caller.class.getName() + ".email";
    private static final String TOKEN = Caller.class.getName() + ".token";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// Whoever has no token of the API's.
    public Caller(String label, Set<Scope> scopes, Optional<String> email) {
        this(label, Optional.empty(), scopes, email);
    }

    /// A service.
    public Caller(String label, Set<Scope> scopes) {
        this(label, scopes, Optional.empty());
    }

    /// The caller behind an identity, however it signed in; roles that are no scopes of ours do not
    /// count.
    public static Caller of(SecurityIdentity identity) {
        return new Caller(
                identity.getPrincipal().getName(),
                Optional.ofNullable(identity.<UUID>getAttribute(TOKEN)),
                identity.getRoles().stream()
                        .map(Scope::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(identity.<String>getAttribute(EMAIL)));
    }

    /// The identity that [#of] makes this caller of.
    SecurityIdentity identity() {
        QuarkusSecurityIdentity.Builder identity =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(this)
                        .addRoles(
                                scopes.stream()
                                        .map(Scope::wireName)
                                        .collect(Collectors.toUnmodifiableSet()));
        token.ifPresent(id -> {
            var _ = identity.addAttribute(TOKEN, id);
        });
        email.ifPresent(address -> {
            var _ = identity.addRole(PERSON).addAttribute(EMAIL, address);
        });
        return identity.build();
    }

    /// One caller and no other, for the audit trail and for limits; begins with the label. Safe to
    /// log.
    public String actor() {
        // This sign is in no label.
        return token.map(id -> label + "#" + id).orElse(label);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    @Override
    public String getName() {
        return label;
    }

    @Override
    public String toString() {
        return "Caller[" + actor() + ", " + scopes + "]";
    }
}
