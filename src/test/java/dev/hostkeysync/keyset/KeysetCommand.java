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
/// Without arguments a new one with one AES256-GCM key. `add` and `promote` take one from a file,
/// or from standard input: `add` gives it one key more, which seals from now on while the old ones
/// still open; with `--no-promote` it only opens, until `promote` makes the newest key the one that
/// seals. In these two steps replicas can be given it one after the other. Status 0, or 2 and a
/// line on standard error.
public final class KeysetCommand {

    private static final String USAGE =
            """
            usage: script/keyset                            prints a new keyset
                   script/keyset add --no-promote [file]    adds a key to the keyset in the file, or on standard input
                   script/keyset promote [file]             makes the key that was added last the one that seals
                   script/keyset add [file]                 both at once\
            """;

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
        return switch (arguments.getFirst()) {
            case "add" ->
                    arguments.size() > 1 && arguments.get(1).equals("--no-promote")
                            ? extended(given(arguments, 2, in)).build()
                            : promoted(extended(given(arguments, 1, in)).build());
            case "promote" -> promoted(given(arguments, 1, in));
            default -> throw new Refused(USAGE);
        };
    }

    /// @param options how many words stand before the file
    private static KeysetHandle given(List<String> arguments, int options, InputStream in) {
        if (arguments.size() > options + 1) {
            throw new Refused(USAGE);
        }
        return parse(arguments.size() > options ? read(Path.of(arguments.get(options))) : read(in));
    }

    private static KeysetHandle.Builder extended(KeysetHandle keyset) {
        return KeysetHandle.newBuilder(keyset)
                .addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                        PredefinedAeadParameters.AES256_GCM)
                                .withRandomId());
    }

    /// Keys are in the order in which they were added.
    private static KeysetHandle promoted(KeysetHandle keyset) throws GeneralSecurityException {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
        KeysetHandle.Builder.Entry newest = builder.getAt(builder.size() - 1);
        if (newest.isPrimary()) {
            throw new Refused("the newest key is the one that seals already; nothing was changed");
        }
        KeysetHandle.Builder.Entry _ = newest.makePrimary();
        return builder.build();
    }

    /// NB: the cause is dropped on purpose: a parser may quote its input, and that is the keyset.
    private static KeysetHandle parse(String json) {
        KeysetHandle keyset;
        try {
            keyset = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException _) {
            throw new Refused("the input is not a Tink keyset in JSON; nothing was changed");
        }
        if (!(keyset.getPrimary().getKey() instanceof AeadKey)) {
            throw new Refused(
                    "the input is a Tink keyset, but not one for AEAD; nothing was changed");
        }
        return keyset;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            throw new Refused("cannot read " + file + "; nothing was changed");
        }
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw new Refused("cannot read standard input; nothing was changed");
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
