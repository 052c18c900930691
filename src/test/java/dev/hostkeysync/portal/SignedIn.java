package dev.hostkeysync.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.access.PeopleFixture;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who is signed in, for tests of others.
public final class SignedIn {

    private SignedIn() {}

    public static Visitors operator() {
        return visitors("{\"sub\":\"jane\",\"groups\":[\"ops\"]}");
    }

    public static Visitors employee() {
        return visitors("{\"sub\":\"zoe\",\"groups\":[\"staff\"]}");
    }

    public static Frames frames() {
        return new Frames(new Assets(), new CsrfTokens(OidcVariables.ALL));
    }

    private static Visitors visitors(String claims) {
        String raw = "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(UTF_8)) + ".x";
        return new Visitors(
                QuarkusSecurityIdentity.builder().setPrincipal(new Token(raw)).build(),
                PeopleFixture.people());
    }

    /// A verified ID token that knows nothing but its own text.
    private record Token(String raw) implements JsonWebToken {

        @Override
        public String getName() {
            return "";
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of(Claims.raw_token.name());
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as it is declared
        public <T> T getClaim(String claim) {
            return (T) raw;
        }
    }
}
