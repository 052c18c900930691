package dev.hostkeysync.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.access.People;
import dev.hostkeysync.access.jwt.PersonClaims;
import dev.hostkeysync.common.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Who is signed in, by the ID token of the request's session, which is verified already.
@ApplicationScoped
public class Visitors {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private static final Problem NOBODY =
            Problem.of("not-signed-in", 401, "You are not signed in")
                    .detail("Reload the page to sign in.");

    private final SecurityIdentity identity;
    private final People people;

    Visitors(SecurityIdentity identity, People people) {
        this.identity = identity;
        this.people = people;
    }

    /// @throws dev.hostkeysync.common.ProblemException 401 when nobody is
    public Visitor current() {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw NOBODY.toException();
        }
        return of(token.getRawToken());
    }

    /// @param token an ID token that was verified
    Visitor of(String token) {
        Map<String, Object> claims = claims(token);
        return new Visitor(
                people.caller(
                        String.valueOf(claims.get("sub")), Set.of(), PersonClaims.of(claims::get)),
                Stream.of("name", "preferred_username", "email", "sub")
                        .map(claims::get)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse("you"),
                token);
    }

    private static Map<String, Object> claims(String token) {
        try {
            String payload = token.split("\\.", -1)[1];
            return JSON.readValue(
                    new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8),
                    CLAIMS);
        } catch (JsonProcessingException _) {
            // NB: no cause, it quotes the token.
            throw new IllegalStateException("the ID token was verified and has no JSON");
        }
    }
}
