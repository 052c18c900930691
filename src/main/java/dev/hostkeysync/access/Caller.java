package dev.hostkeysync.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who sent a request and what they may do.
///
/// @param label how the operator named the token, or the subject of a JWT; safe to log
/// @param email the verified address of a person, who may ask for what is their own; empty for a
///   service
public record Caller(String label, Set<Scope> scopes, Optional<String> email) implements Principal {

    /// The role of whoever is known by a verified address. No scope: nobody can be given it.
    public static final String PERSON = "person";

    private static final String EMAIL = Caller.class.getName() + ".email";

    public Caller {
        scopes = Set.copyOf(scopes);
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
        email.ifPresent(address -> {
            var _ = identity.addRole(PERSON).addAttribute(EMAIL, address);
        });
        return identity.build();
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
        return "Caller[" + label + ", " + scopes + "]";
    }
}
