package dev.hostkeysync.stack;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/// The keyset of the local run. It stays as long as the data it seals: without it a persisted
/// database could not be opened, and the service would rightly refuse to start.
final class LocalKeyset {

    private LocalKeyset() {}

    /// @return the file, made with rights for its owner only when it is not there
    static Path in(Path home) {
        Path file = home.resolve("keyset.json");
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, fresh());
            }
            return file.toAbsolutePath();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a keyset in " + home, e);
        }
    }

    private static String fresh() throws GeneralSecurityException {
        AeadConfig.register();
        return TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                InsecureSecretKeyAccess.get());
    }
}
