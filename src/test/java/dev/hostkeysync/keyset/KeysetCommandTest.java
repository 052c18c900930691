package dev.hostkeysync.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetCommandTest {

    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_DATA = {};

    @Test
    void printsANewKeysetOnOneLine() throws GeneralSecurityException {
        Run run = run("");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(parse(run.out()).size()).isEqualTo(1);
        assertThat(parse(run.out()).getPrimary().getKey().getParameters())
                .isEqualTo(PredefinedAeadParameters.AES256_GCM);
    }

    @Test
    void printsAnotherKeysetEachTime() {
        assertThat(run("").out()).isNotEqualTo(run("").out());
    }

    @Test
    void addsAKeyThatSealsWhileTheOldOneStillOpens() throws GeneralSecurityException {
        String before = run("").out();

        Run run = run(before, "add");

        KeysetHandle after = parse(run.out());
        byte[] old = aead(parse(before)).encrypt(TEXT, NO_DATA);
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        assertThat(after.size()).isEqualTo(2);
        assertThat(after.getAt(0).getId()).isEqualTo(parse(before).getPrimary().getId());
        assertThat(after.getAt(1).isPrimary()).isTrue();
        assertThat(aead(after).decrypt(old, NO_DATA)).isEqualTo(TEXT);
    }

    @Test
    void addsAKeyThatOpensOnlyAndPromotesItLater() throws GeneralSecurityException {
        String before = run("").out();

        Run add = run(before, "add", "--no-promote");
        Run promote = run(add.out(), "promote");

        KeysetHandle added = parse(add.out());
        KeysetHandle promoted = parse(promote.out());
        assertThat(added.size()).isEqualTo(2);
        assertThat(added.getPrimary().getId()).isEqualTo(parse(before).getPrimary().getId());
        assertThat(promote.out().lines()).hasSize(1);
        assertThat(promoted.size()).isEqualTo(2);
        assertThat(promoted.getPrimary().getId()).isEqualTo(added.getAt(1).getId());
        assertThat(run(promote.out(), "promote"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "the newest key is the one that seals already; nothing was changed\n"));
    }

    @Test
    void readsAFileAfterItsOptions(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keyset.json"), run("").out());

        Path added =
                Files.writeString(
                        folder.resolve("added.json"),
                        run("", "add", "--no-promote", file.toString()).out());
        Run promote = run("", "promote", added.toString());

        assertThat(parse(promote.out()).getAt(1).isPrimary()).isTrue();
    }

    @Test
    void addsToTheKeysetInAFileAndLeavesTheFileAlone(@TempDir Path folder) throws Exception {
        String before = run("").out();
        Path file = Files.writeString(folder.resolve("keyset.json"), before);

        Run run = run("", "add", file.toString());

        assertThat(parse(run.out()).size()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "{}"})
    void refusesWhatIsNoKeysetWithoutRepeatingIt(String input) {
        assertThat(run(input, "add"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "the input is not a Tink keyset in JSON; nothing was changed\n"));
    }

    @Test
    void refusesAKeysetForAnotherPurpose() throws GeneralSecurityException {
        MacConfig.register();
        String mac =
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG),
                        InsecureSecretKeyAccess.get());

        assertThat(run(mac, "add"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "the input is a Tink keyset, but not one for AEAD; nothing was changed\n"));
    }

    @Test
    void refusesAFileThatIsNotThere(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("none.json");

        assertThat(run("", "add", file.toString()))
                .isEqualTo(new Run(2, "", "cannot read " + file + "; nothing was changed\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "promote a b", "add --no-promote a b", "add a b"})
    void explainsItselfWhenAskedWrongly(String arguments) {
        Run run = run("", arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("usage: script/keyset ");
    }

    private record Run(int status, String out, String err) {}

    private static Run run(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status =
                KeysetCommand.run(
                        List.of(arguments),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static KeysetHandle parse(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
