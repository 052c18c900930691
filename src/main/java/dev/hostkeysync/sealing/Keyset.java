package dev.hostkeysync.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.hostkeysync.common.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// A Tink keyset for AEAD: one key seals, every enabled one opens.
///
/// @param keyIds ids of the keys that open
public record Keyset(Aead aead, Set<Integer> keyIds) {

    /// Reads Tink's cleartext JSON form.
    ///
    /// NB: causes are dropped on purpose: a parser may quote its input, and that is the keyset.
    public static Keyset parse(Secret json) {
        KeysetHandle handle;
        try {
            AeadConfig.register();
            handle =
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            json.reveal(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new UnusableKeyset("is not a Tink keyset in JSON");
        }
        Aead aead;
        try {
            aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new UnusableKeyset("is a Tink keyset, but not one for AEAD");
        }
        return new Keyset(aead, ids(handle));
    }

    public static Keyset read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UnusableKeyset("there is no file " + file);
        }
        String json;
        try {
            json = Files.readString(file);
        } catch (IOException _) {
            throw new UnusableKeyset("the file " + file + " cannot be read");
        }
        try {
            return parse(Secret.of(json));
        } catch (UnusableKeyset e) {
            throw new UnusableKeyset("the content of " + file + " " + e.getMessage());
        }
    }

    /// @param inline the keyset itself; blank counts as absent
    /// @param file where it is otherwise
    public static Keyset of(Optional<Secret> inline, Optional<Path> file) {
        return inline.filter(json -> !json.reveal().isBlank())
                .map(Keyset::parse)
                .or(() -> file.map(Keyset::read))
                .orElseThrow(() -> new UnusableKeyset("is not set"));
    }

    private static Set<Integer> ids(KeysetHandle handle) {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < handle.size(); i++) {
            KeysetHandle.Entry entry = handle.getAt(i);
            // A key without an id in its ciphertexts (Tink: output prefix RAW): nobody could tell
            // which key a row needs.
            if (entry.getKey().getIdRequirementOrNull() == null) {
                throw new UnusableKeyset("has a key with the output prefix RAW");
            }
            if (entry.getStatus() == KeyStatus.ENABLED) {
                boolean _ = ids.add(entry.getId());
            }
        }
        return Set.copyOf(ids);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
