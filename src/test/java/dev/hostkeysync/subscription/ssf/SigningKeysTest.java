package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.sealing.UnreadableSecret;
import dev.hostkeysync.testing.FixedIds;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SigningKeysTest {

    private static final Peer ANN = new Peer("ann", "ann", true, "192.0.2.9");
    private static final UUID FIRST = FixedIds.number(1);
    private static final UUID SECOND = FixedIds.number(2);

    private final Transmitter transmitter = new Transmitter();
    private final SigningKeys keys = transmitter.keys;

    @Test
    void makesTheFirstKeyWhenOneIsNeeded() {
        SigningKey key = keys.current();

        assertThat(key.id()).isEqualTo(FIRST);
        assertThat(((RSAPrivateCrtKey) key.privateKey()).getModulus().bitLength()).isEqualTo(2048);
        assertThat(key.createdBy()).isEqualTo("hostkey-sync");
        assertThat(published()).containsExactly(FIRST);
        assertThat(transmitter.newKeys().current()).isEqualTo(key);
    }

    @Test
    void makesOneForAllReplicas() throws InterruptedException {
        var seen = ConcurrentHashMap.<UUID>newKeySet();

        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                SigningKeys replica = transmitter.newKeys();
                var _ = replicas.submit(() -> seen.add(replica.current().id()));
            }
        }

        assertThat(seen).hasSize(1);
        assertThat(published()).containsExactlyElementsOf(seen);
    }

    @Test
    void publishesANewKeyBeforeItSignsAndTheOldOneAfterIt() {
        var _ = keys.current();
        SigningKey made = keys.rotate(false, ANN);

        assertThat(made.id()).isEqualTo(SECOND);
        assertThat(signing()).isEqualTo(FIRST);
        assertThat(published()).containsExactly(FIRST, SECOND);

        transmitter.clock.pass(SigningKeys.LEAD.minusSeconds(1));
        assertThat(signing()).isEqualTo(FIRST);

        transmitter.clock.pass(Duration.ofSeconds(1));
        assertThat(signing()).isEqualTo(SECOND);
        assertThat(published()).containsExactly(FIRST, SECOND);

        transmitter.clock.pass(SigningKeys.AFTERLIFE.minusSeconds(1));
        transmitter.upkeep.turn();
        assertThat(published()).containsExactly(FIRST, SECOND);

        transmitter.clock.pass(Duration.ofSeconds(1));
        assertThat(published()).containsExactly(SECOND);
        transmitter.upkeep.turn();
        assertThat(stored()).containsExactly(SECOND);
        assertThat(signing()).isEqualTo(SECOND);
    }

    @Test
    void replacesACompromisedKeyAtOnce() {
        var _ = keys.current();

        var _ = keys.rotate(true, ANN);

        assertThat(signing()).isEqualTo(SECOND);
        assertThat(published()).containsExactly(SECOND);
        assertThat(stored()).containsExactly(SECOND);
    }

    @Test
    void isSeenByOtherReplicasWithinTenSeconds() {
        SigningKeys replica = transmitter.newKeys();
        var _ = replica.current();
        var _ = keys.rotate(true, ANN);

        assertThat(replica.current().id()).isEqualTo(FIRST);
        transmitter.clock.pass(SigningKeys.FRESH);
        assertThat(replica.current().id()).isEqualTo(SECOND);
    }

    @Test
    void rotatesOnceAtATime() {
        var _ = keys.current();
        var _ = keys.rotate(false, ANN);

        assertThatThrownBy(() -> keys.rotate(false, ANN))
                .hasMessage("A new key is waiting already");
        assertThat(stored()).hasSize(2);
        assertThat(keys.rotate(true, ANN).id()).isEqualTo(signing());
        assertThat(stored()).hasSize(1);
    }

    @Test
    void keepsThePrivateKeySealedForItsRow() {
        SigningKey key = keys.current();
        String pkcs8 = Base64.getEncoder().encodeToString(key.privateKey().getEncoded());

        String stored = transmitter.dump();

        assertThat(stored).doesNotContain(pkcs8.substring(100, 140));
        transmitter.jdbi.useHandle(
                handle -> handle.execute("UPDATE ssf_signing_key SET id = ?", FixedIds.number(99)));
        assertThatThrownBy(() -> transmitter.newKeys().current())
                .isInstanceOf(UnreadableSecret.class);
        assertThat(key).hasToString("SigningKey[" + FIRST + "]");
    }

    @Test
    void tellsWhichKeyOfTheKeysetIsMissing() {
        var _ = keys.current();
        SigningKeyRows others =
                new SigningKeyRows(new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset())));

        List<String> own = transmitter.jdbi.withHandle(transmitter.rows::checkKeyset);
        List<String> faults = transmitter.jdbi.withHandle(others::checkKeyset);

        assertThat(own).isEmpty();
        assertThat(faults)
                .singleElement()
                .asString()
                .matches(
                        "HOSTKEY_KEYSET: does not contain key \\d+, with which 1 signing keys are sealed; expected .*");
    }

    private UUID signing() {
        return transmitter.newKeys().current().id();
    }

    private List<UUID> published() {
        return transmitter.newKeys().published().stream().map(SigningKey::id).toList();
    }

    private List<UUID> stored() {
        return transmitter.jdbi.withHandle(transmitter.rows::list).stream()
                .map(SigningKey::id)
                .toList();
    }
}
