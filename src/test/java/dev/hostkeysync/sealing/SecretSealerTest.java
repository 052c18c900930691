package dev.hostkeysync.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.testing.FixedIds;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretSealerTest {

    private static final String TABLE = "some_table";
    private static final UUID ROW = FixedIds.number(1);
    private static final Secret SECRET = Secret.of("whsec_nobody-may-see-this");

    private final SecretSealer sealer = sealer();

    private static SecretSealer sealer() {
        return new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset()));
    }

    @Test
    void opensWhatItSealed() {
        Sealed sealed = sealer.seal(TABLE, ROW, SECRET);

        assertThat(sealer.open(TABLE, ROW, sealed)).isEqualTo(SECRET);
        assertThat(sealer.knows(sealed.keyId())).isTrue();
        assertThat(new String(sealed.ciphertext(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("nobody");
    }

    @Test
    void refusesACiphertextOfAnotherRowOrTable() {
        Sealed sealed = sealer.seal(TABLE, ROW, SECRET);

        assertThatThrownBy(() -> sealer.open(TABLE, FixedIds.number(2), sealed))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessage(
                        "the secret in row "
                                + FixedIds.number(2)
                                + " of some_table does not open: it was not sealed for this row")
                .hasNoCause();
        assertThatThrownBy(() -> sealer.open("host_key", ROW, sealed))
                .isInstanceOf(UnreadableSecret.class);
    }

    @Test
    void saysWhichKeyAWrongKeysetLacks() {
        Sealed sealed = sealer.seal(TABLE, ROW, SECRET);

        assertThatThrownBy(() -> sealer().open(TABLE, ROW, sealed))
                .isInstanceOf(UnreadableSecret.class)
                .hasMessageEndingWith(
                        "the keyset does not contain key "
                                + Integer.toUnsignedString(sealed.keyId()));
    }

    @Test
    void printsNothingOfTheSecret() {
        Sealed sealed = sealer.seal(TABLE, ROW, SECRET);

        assertThat(sealed)
                .hasToString("[sealed with key " + Integer.toUnsignedString(sealed.keyId()) + "]");
    }

    @Test
    void takesNothingTooShortForACiphertext() {
        assertThatThrownBy(() -> new Sealed(new byte[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
