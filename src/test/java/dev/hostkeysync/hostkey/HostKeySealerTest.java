package dev.hostkeysync.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeysetHandle;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.sealing.Keyset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostKeySealerTest {

    private static final UserId ZOE =
            new UserId(UUID.fromString("0199aa00-0000-7000-8000-000000000001"));
    private static final UserId BEN =
            new UserId(UUID.fromString("0199aa00-0000-7000-8000-000000000002"));
    private static final HostKeyDigits DIGITS = HostKeyDigits.of("048209");

    private final KeysetHandle keyset = Keysets.aeadWithKeyId(0xCAFE0001);
    private final HostKeySealer sealer = Keysets.sealer(keyset);

    @Test
    void opensWhatItSealedWithLeadingZeros() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        assertThat(sealer.open(ZOE, 3, sealed)).isEqualTo(DIGITS);
    }

    @Test
    void sealsTheSameDigitsDifferentlyEachTime() {
        assertThat(sealer.seal(ZOE, 3, DIGITS)).isNotEqualTo(sealer.seal(ZOE, 3, DIGITS));
    }

    @Test
    void readsTheKeyIdFromTinksPrefix() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        assertThat(sealed.keyId()).isEqualTo(0xCAFE0001);
        assertThat(Arrays.copyOf(sealed.ciphertext(), 5))
                .containsExactly(0x01, 0xCA, 0xFE, 0x00, 0x01);
        // Prefix, nonce, six digits, tag.
        assertThat(sealed.ciphertext()).hasSize(5 + 12 + 6 + 16);
    }

    @Test
    void bindsToUserIdColonVersion() throws Exception {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        byte[] digits =
                Keyset.parse(Secret.of(Keysets.json(keyset)))
                        .aead()
                        .decrypt(
                                sealed.ciphertext(),
                                "0199aa00-0000-7000-8000-000000000001:3"
                                        .getBytes(StandardCharsets.US_ASCII));

        assertThat(digits).containsExactly('0', '4', '8', '2', '0', '9');
    }

    @Test
    void refusesACiphertextOfAnotherUser() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        assertThatThrownBy(() -> sealer.open(BEN, 3, sealed))
                .isInstanceOf(UnreadableHostKey.class)
                .hasMessage(
                        "version 3 of the host key of user "
                                + BEN
                                + " does not open: it was not sealed for this row")
                .hasNoCause();
    }

    @Test
    void refusesACiphertextOfAnotherVersion() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        assertThatThrownBy(() -> sealer.open(ZOE, 4, sealed)).isInstanceOf(UnreadableHostKey.class);
    }

    @Test
    void refusesAChangedCiphertext() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);
        byte[] changed = sealed.ciphertext();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> sealer.open(ZOE, 3, new SealedDigits(changed, sealed.keyId())))
                .isInstanceOf(UnreadableHostKey.class);
    }

    @Test
    void opensWithARotatedKeysetAndSealsWithItsNewKey() {
        SealedDigits old = sealer.seal(ZOE, 3, DIGITS);
        KeysetHandle rotated = Keysets.rotated(keyset);
        HostKeySealer after = Keysets.sealer(rotated);

        assertThat(after.open(ZOE, 3, old)).isEqualTo(DIGITS);
        assertThat(after.seal(ZOE, 4, DIGITS).keyId())
                .isEqualTo(rotated.getPrimary().getId())
                .isNotEqualTo(old.keyId());
    }

    @Test
    void saysWhichKeyAWrongKeysetLacks() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);
        HostKeySealer other = Keysets.sealer(Keysets.aeadWithKeyId(7));

        assertThatThrownBy(() -> other.open(ZOE, 3, sealed))
                .isInstanceOf(UnreadableHostKey.class)
                .hasMessage(
                        "version 3 of the host key of user "
                                + ZOE
                                + " does not open: the keyset does not contain key 3405643777");
    }

    @Test
    void printsNeitherCiphertextNorKeyset() {
        SealedDigits sealed = sealer.seal(ZOE, 3, DIGITS);

        assertThat(sealed).hasToString("[sealed with key 3405643777]");
        assertThat(Keyset.parse(Secret.of(Keysets.json(keyset)))).hasToString("[redacted]");
    }

    @Test
    void comparesSealedDigitsByContentAndKeepsThemFromChange() {
        byte[] bytes = {1, 2, 3};
        SealedDigits sealed = new SealedDigits(bytes, 9);

        bytes[0] = 0;
        sealed.ciphertext()[1] = 0;

        assertThat(sealed).isEqualTo(new SealedDigits(new byte[] {1, 2, 3}, 9));
        assertThat(sealed).hasSameHashCodeAs(new SealedDigits(new byte[] {1, 2, 3}, 9));
        assertThat(sealed).isNotEqualTo(new SealedDigits(new byte[] {1, 2, 3}, 8));
    }
}
