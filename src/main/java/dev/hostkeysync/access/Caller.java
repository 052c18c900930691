package dev.hostkeysync.access;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who sent a request and what they may do.
///
/// @param label how the operator named the token, or the subject of a JWT; safe to log
public record Caller(String label, Set<Scope> scopes) implements Principal {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// The caller behind an identity, however it signed in; roles that are no scopes of ours do not
    /// count.
    public static Caller of(SecurityIdentity identity) {
        return new Caller(
                identity.getPrincipal().getName(),
                identity.getRoles().stream()
                        .map(Scope::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    @Override
    public String getName() {
        return label;
    }
}
