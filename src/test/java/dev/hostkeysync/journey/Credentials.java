package dev.hostkeysync.journey;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// Every secret of one installation, made up for it.
///
/// @param scim a token of the identity provider
/// @param reader a token with the scope `hostkey.read`
/// @param doubter a token with the scopes `hostkey.read` and `hostkey.read.in-doubt`
/// @param stranger a token that may neither push users nor read keys
/// @param keyset Tink's JSON
record Credentials(
        String scim,
        String reader,
        String doubter,
        String stranger,
        String zoomClient,
        String webhook,
        String keyset) {

    static Credentials random() {
        return new Credentials(text(), text(), text(), text(), text(), text(), newKeyset());
    }

    static String newKeyset() {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink has AES-GCM", e);
        }
    }

    String apiTokens() {
        return "reader:hostkey.read:%s,doubter:hostkey.read+hostkey.read.in-doubt:%s,stranger:meeting.write:%s"
                .formatted(reader, doubter, stranger);
    }

    /// What must be found nowhere. Of the keyset it is the key itself, without which the rest of
    /// the JSON is worth nothing.
    List<String> all() {
        return List.of(
                scim,
                reader,
                doubter,
                stranger,
                zoomClient,
                webhook,
                Reply.json(keyset).at("/key/0/keyData/value").asText());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private static String text() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
