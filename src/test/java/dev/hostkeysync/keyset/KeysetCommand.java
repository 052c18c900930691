package dev.hostkeysync.keyset;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/// Prints a Tink keyset for `HOSTKEY_KEYSET`, cleartext JSON on one line.
///
/// Without arguments a new one with one AES256-GCM key; with `add [file]` the given one (standard
/// input without a file) and one key more, which seals from now on while the old ones still open.
/// Status 0, or 2 and a line on standard error.
public final class KeysetCommand {

    private static final String USAGE =
            "usage: script/keyset             prints a new keyset\n"
                    + "       script/keyset add [file]  adds a key to the keyset in the file, or on standard input,"
                    + " and makes it the one that seals";

    private KeysetCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.in, System.out, System.err));
    }

    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
        try {
            AeadConfig.register();
            out.println(oneLine(keyset(arguments, in)));
            return 0;
        } catch (Refused e) {
            err.println(e.getMessage());
            return 2;
        } catch (GeneralSecurityException e) {
            err.println("the keyset cannot be made: " + e.getMessage());
            return 2;
        }
    }

    private static KeysetHandle keyset(List<String> arguments, InputStream in)
            throws GeneralSecurityException {
        if (arguments.isEmpty()) {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        }
        if (!arguments.getFirst().equals("add") || arguments.size() > 2) {
            throw new Refused(USAGE);
        }
        return extended(parse(arguments.size() == 2 ? read(Path.of(arguments.get(1))) : read(in)));
    }

    private static KeysetHandle extended(KeysetHandle keyset) throws GeneralSecurityException {
        return KeysetHandle.newBuilder(keyset)
                .addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                        PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary())
                .build();
    }

    /// NB: the cause is dropped on purpose: a parser may quote its input, and that is the keyset.
    private static KeysetHandle parse(String json) {
        KeysetHandle keyset;
        try {
            keyset = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new Refused("the input is not a Tink keyset in JSON; nothing was added");
        }
        if (!(keyset.getPrimary().getKey() instanceof AeadKey)) {
            throw new Refused(
                    "the input is a Tink keyset, but not one for AEAD; nothing was added");
        }
        return keyset;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            throw new Refused("cannot read " + file + "; nothing was added");
        }
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw new Refused("cannot read standard input; nothing was added");
        }
    }

    private static String oneLine(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get())
                .replaceAll("\\s", "");
    }

    private static final class Refused extends RuntimeException {

        Refused(String message) {
            super(message);
        }
    }
}
