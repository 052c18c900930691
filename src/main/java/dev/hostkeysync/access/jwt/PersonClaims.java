package dev.hostkeysync.access.jwt;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the claims of a JWT say of a person.
///
/// @param email the address that the issuer has verified to be theirs
/// @param groups every text of the claims `groups` and `roles`
public record PersonClaims(Optional<String> email, Set<String> groups) {

    /// That the address is verified: OpenID Connect Core 1.0 section 5.1, and what Entra ID has in
    /// its place (the domain's owner is verified).
    private static final Set<String> VERIFIED = Set.of("email_verified", "xms_edov");

    private static final Set<String> GROUPS = Set.of("groups", "roles");

    public PersonClaims {
        groups = Set.copyOf(groups);
    }

    /// @param claim the value of a claim by its name; null where it is missing
    public static PersonClaims of(Function<String, ? extends @Nullable Object> claim) {
        boolean verified = VERIFIED.stream().map(claim).anyMatch(PersonClaims::isTrue);
        // Whoever may type an address of their own choice at the issuer would be somebody else
        // here.
        Optional<String> email =
                verified
                        ? Optional.ofNullable(claim.apply("email"))
                                .map(Object::toString)
                                .filter(text -> !text.isBlank())
                        : Optional.empty();
        return new PersonClaims(
                email,
                GROUPS.stream()
                        .map(claim)
                        .flatMap(PersonClaims::texts)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// Some issuers send truth as a text, Entra ID as a number too.
    private static boolean isTrue(@Nullable Object value) {
        return value != null && Set.of("true", "1").contains(value.toString());
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Collection<?> many -> many.stream().flatMap(PersonClaims::texts);
            case String text -> Stream.of(text);
            default -> Stream.empty();
        };
    }

    @Override
    public String toString() {
        return "PersonClaims[redacted]";
    }
}
