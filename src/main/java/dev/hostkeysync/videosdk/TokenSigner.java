package dev.hostkeysync.videosdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.common.Secret;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 over the claims as they come, with `{"alg":"HS256","typ":"JWT"}` before them.
///
/// NB: `smallrye.jwt.sign.relax-key-validation` and `smallrye.jwt.new-token.add-default-claims` of
/// application.properties belong to it.
final class TokenSigner {

    private final SecretKeySpec key;

    TokenSigner(Secret secret) {
        key = new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256");
    }

    Secret sign(Map<String, Object> claims) {
        JwtClaimsBuilder token = Jwt.claims();
        claims.forEach(token::claim);
        return Secret.of(token.jws().algorithm(SignatureAlgorithm.HS256).sign(key));
    }
}
