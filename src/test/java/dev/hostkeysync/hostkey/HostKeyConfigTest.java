package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.common.Setting;
import dev.hostkeysync.sealing.Keyset;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyConfigTest {

    private static final String KEYSET = Keysets.json(Keysets.aead());

    @TempDir private Path folder;

    @Test
    void hasDefaults() {
        HostKeyConfig config = config(Map.of());

        assertThat(config.length()).isEqualTo(6);
        assertThat(config.keyset()).isEmpty();
        assertThat(config.keysetFile()).isEmpty();
    }

    @Test
    void readsEveryVariable() {
        HostKeyConfig config =
                config(
                        Map.of(
                                "HOSTKEY_LENGTH", "9",
                                "HOSTKEY_KEYSET", KEYSET,
                                "HOSTKEY_KEYSET_FILE", "/run/secrets/keyset.json"));

        assertThat(config.length()).isEqualTo(9);
        assertThat(config.keyset().map(Secret::reveal)).contains(KEYSET);
        assertThat(config.keysetFile()).contains(Path.of("/run/secrets/keyset.json"));
    }

    @Test
    void printsNoKeyset() {
        HostKeyConfig config = config(Map.of("HOSTKEY_KEYSET", KEYSET));

        assertThat(config.keyset()).hasToString("Optional[[redacted]]");
        assertThat(config.toString()).doesNotContain("primaryKeyId");
    }

    @Test
    void opensWithTheKeysetOfEitherVariable() throws IOException {
        Path file = Files.writeString(folder.resolve("keyset.json"), KEYSET + "\n");

        Keyset inline = keysetOf(config(Map.of("HOSTKEY_KEYSET", KEYSET)));
        Keyset inFile = keysetOf(config(Map.of("HOSTKEY_KEYSET_FILE", file.toString())));

        assertThat(inline.keyIds()).hasSize(1).isEqualTo(inFile.keyIds());
    }

    @Nested
    class Faults {

        @ParameterizedTest
        @ValueSource(strings = {"6", "7", "8", "9", "10"})
        void acceptsEveryLengthThatZoomTakes(String length) {
            assertThat(fault("HOSTKEY_LENGTH", length)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "11", "six", "6.0", "-6", "06"})
        void refusesAnyOtherLength(String length) {
            assertThat(fault("HOSTKEY_LENGTH", length))
                    .contains(
                            "HOSTKEY_LENGTH: '"
                                    + length
                                    + "' is not a length of host keys; expected a whole number from 6 to 10");
        }

        @Test
        void acceptsAnAeadKeyset() {
            assertThat(fault("HOSTKEY_KEYSET", KEYSET)).isEmpty();
            assertThat(fault("HOSTKEY_KEYSET", Keysets.json(Keysets.rotated(Keysets.aead()))))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"secret", "{", "{}", "{\"primaryKeyId\":1,\"key\":[]}", "[1]"})
        void refusesWhatIsNoKeysetWithoutRepeatingIt(String value) {
            assertThat(fault("HOSTKEY_KEYSET", value))
                    .contains(
                            "HOSTKEY_KEYSET: is not a Tink keyset in JSON; expected a Tink AEAD keyset in JSON, as"
                                    + " script/keyset prints it");
        }

        @Test
        void refusesAKeysetForAnotherPurpose() {
            assertThat(fault("HOSTKEY_KEYSET", Keysets.json(Keysets.mac())))
                    .contains(
                            "HOSTKEY_KEYSET: is a Tink keyset, but not one for AEAD; expected a Tink AEAD keyset in JSON,"
                                    + " as script/keyset prints it");
        }

        @Test
        void refusesKeysThatDoNotNameThemselvesInTheirCiphertexts() {
            assertThat(fault("HOSTKEY_KEYSET", Keysets.json(Keysets.withoutPrefix())))
                    .contains(
                            "HOSTKEY_KEYSET: has a key with the output prefix RAW; expected a Tink AEAD keyset in JSON,"
                                    + " as script/keyset prints it");
        }

        @Test
        void refusesAFileThatIsNotThere() {
            assertThat(fault("HOSTKEY_KEYSET_FILE", folder + "/none.json"))
                    .contains(
                            "HOSTKEY_KEYSET_FILE: there is no file "
                                    + folder
                                    + "/none.json; expected the path of a file that holds a Tink AEAD keyset in"
                                    + " JSON, as script/keyset prints it");
        }

        @Test
        void refusesAFolder() {
            assertThat(fault("HOSTKEY_KEYSET_FILE", folder.toString()))
                    .hasValueSatisfying(line ->
                            assertThat(line).contains(": there is no file " + folder + ";"));
        }

        @Test
        void refusesAFileThatIsNotText() throws IOException {
            Path file = Files.write(folder.resolve("keyset.bin"), new byte[] {(byte) 0xFF, 0});

            assertThat(fault("HOSTKEY_KEYSET_FILE", file.toString()))
                    .hasValueSatisfying(line ->
                            assertThat(line).contains(": the file " + file + " cannot be read;"));
        }

        @Test
        void refusesAFileWithoutAKeyset() throws IOException {
            Path file = Files.writeString(folder.resolve("keyset.json"), "secret");

            assertThat(fault("HOSTKEY_KEYSET_FILE", file.toString()))
                    .hasValueSatisfying(line ->
                            assertThat(line)
                                    .contains(
                                            ": the content of "
                                                    + file
                                                    + " is not a Tink keyset in JSON;")
                                    .doesNotContain("secret"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "a  |    | ''",
                    "   | b  | ''",
                    "' '| b  | ''",
                    "a  | b  | HOSTKEY_KEYSET: HOSTKEY_KEYSET_FILE is set too; expected only one of them",
                    "   |    | HOSTKEY_KEYSET: neither it nor HOSTKEY_KEYSET_FILE is set; expected one of them, with a"
                            + " Tink AEAD keyset in JSON, as script/keyset prints it",
                })
        void wantsExactlyOneOfTheTwo(String keyset, String file, String fault) {
            Map<String, Optional<String>> environment =
                    Map.of(
                            "HOSTKEY_KEYSET", Optional.ofNullable(keyset),
                            "HOSTKEY_KEYSET_FILE", Optional.ofNullable(file));

            assertThat(
                            HostKeyConfig.faults(
                                    name -> environment.getOrDefault(name, Optional.empty())))
                    .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
        }

        private static Optional<String> fault(String name, String value) {
            return HostKeyConfig.SETTINGS.stream()
                    .filter(setting -> setting.name().equals(name))
                    .findFirst()
                    .flatMap((Setting setting) -> setting.check(Optional.of(value)));
        }
    }

    private static HostKeyConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(HostKeyConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(HostKeyConfig.class);
    }

    private static Keyset keysetOf(HostKeyConfig config) {
        return Keyset.of(config.keyset(), config.keysetFile());
    }
}
