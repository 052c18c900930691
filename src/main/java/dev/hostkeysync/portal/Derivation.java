package dev.hostkeysync.portal;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys of our own made of one secret, each for one purpose: none of them tells another or the
/// secret. HMAC-SHA256 as a key derivation function (NIST SP 800-108).
record Derivation(Secret secret) {

    private static final String ALGORITHM = "HmacSHA256";

    /// 64 hexadecimal digits.
    String hex(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(
                    new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of()
                    .formatHex(
                            mac.doFinal(
                                    ("hostkey-sync pages " + purpose)
                                            .getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
