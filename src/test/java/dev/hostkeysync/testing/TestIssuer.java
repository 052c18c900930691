package dev.hostkeysync.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// An issuer of JWTs that signs whatever it is told and can change its keys.
public final class TestIssuer {

    public static final String AUDIENCE = "hostkey-sync";

    private final String url;
    private final InstantSource clock;
    private final List<RsaJsonWebKey> keys = new ArrayList<>();
    private int numberOfKeys;

    public TestIssuer(String url, InstantSource clock) {
        this.url = url;
        this.clock = clock;
        rotate();
    }

    /// From now on another key signs; the ones before are still published.
    public void rotate() {
        keys.addFirst(newKey("key-" + ++numberOfKeys));
    }

    /// Only the key that signs is published from now on.
    public void withdrawOldKeys() {
        keys.subList(1, keys.size()).clear();
    }

    /// What is at `jwks_uri`.
    public String keySet() {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    public List<PublicJsonWebKey> keys() {
        return List.copyOf(keys);
    }

    /// Claims of a good token: for five minutes, for us, with the scope `scim`.
    public Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", url);
        claims.put("sub", "okta-client");
        claims.put("aud", AUDIENCE);
        claims.put("exp", clock.instant().plus(Duration.ofMinutes(5)).getEpochSecond());
        claims.put("scope", "scim");
        return claims;
    }

    public String token() {
        return token(claims());
    }

    public String token(Map<String, Object> claims) {
        return signed(claims, keys.getFirst(), Map.of());
    }

    /// @param headers further ones, which replace those of the same name
    public String token(Map<String, Object> claims, Map<String, String> headers) {
        return signed(claims, keys.getFirst(), headers);
    }

    /// Signed with a key of somebody else, who says it is ours.
    public String forged() {
        return signed(claims(), newKey(keys.getFirst().getKeyId()), Map.of());
    }

    /// Signed with our public key as if it were a secret.
    public String signedWithThePublicKey() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setDoKeyValidation(false);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKeyIdHeaderValue(keys.getFirst().getKeyId());
        signature.setKey(new HmacKey(keys.getFirst().getRsaPublicKey().getEncoded()));
        return compact(signature, claims());
    }

    /// Signed by nobody.
    public String unsigned() {
        String[] parts = token().split("\\.");
        String header = "{\"alg\":\"none\",\"kid\":\"%s\"}".formatted(keys.getFirst().getKeyId());
        return base64(header) + "." + parts[1] + "." + parts[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(
            Map<String, Object> claims, RsaJsonWebKey key, Map<String, String> headers) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        headers.forEach(signature::setHeader);
        if ("".equals(headers.get("kid"))) {
            signature.getHeaders().setObjectHeaderValue("kid", null);
        }
        signature.setKey(key.getPrivateKey());
        return compact(signature, claims);
    }

    private static String compact(JsonWebSignature signature, Map<String, Object> claims) {
        JwtClaims payload = new JwtClaims();
        claims.forEach(payload::setClaim);
        signature.setPayload(payload.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
