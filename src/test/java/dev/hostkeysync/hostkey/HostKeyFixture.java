package dev.hostkeysync.hostkey;

import dev.hostkeysync.common.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// A ledger with a keyset of its own, for tests of others.
public final class HostKeyFixture {

    private HostKeyFixture() {}

    public static HostKeyLedger ledger(InstantSource clock) {
        return ledger(newKeyset(), clock);
    }

    public static HostKeyLedger ledger(Secret keyset, InstantSource clock) {
        return new HostKeyLedger(new WithKeyset(keyset), new SecureRandom(), clock);
    }

    public static Secret newKeyset() {
        return Secret.of(Keysets.json(Keysets.aead()));
    }

    private record WithKeyset(Secret secret) implements HostKeyConfig {

        @Override
        public int length() {
            return 6;
        }

        @Override
        public Optional<Secret> keyset() {
            return Optional.of(secret);
        }

        @Override
        public Optional<Path> keysetFile() {
            return Optional.empty();
        }
    }
}
