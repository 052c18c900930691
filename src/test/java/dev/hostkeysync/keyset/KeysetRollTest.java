package dev.hostkeysync.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.hostkey.UnreadableHostKey;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.Sealed;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// docs/operate.md, "The keyset is changed": replicas get another keyset one after the other, so
/// two keysets are in use at a time, and each seals what the other has to open.
class KeysetRollTest {

    private static final UUID ROW = UUID.fromString("0199aa00-0000-7000-8000-000000000001");

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final String before = command("");
    private final String added = command(before, "add", "--no-promote");
    private final String promoted = command(added, "promote");

    @Test
    void everyReplicaOpensWhatTheOthersSealInBothRestarts() {
        assertThat(List.of(before, added, promoted)).doesNotHaveDuplicates();
        for (List<String> mixed : List.of(List.of(before, added), List.of(added, promoted))) {
            String old = mixed.getFirst();
            String next = mixed.getLast();
            assertOpens(old, next);
            assertOpens(next, old);
        }
        assertOpens(before, promoted);
    }

    @Test
    void theStepsCannotBeTakenAtOnce() {
        HostKey.Pending sealed = sealedBy(promoted);

        assertThatThrownBy(() -> ledger(before).digitsOf(sealed))
                .isInstanceOf(UnreadableHostKey.class);
        assertThat(faults(before)).hasSize(1);
    }

    private void assertOpens(String sealing, String opening) {
        HostKey.Pending key = sealedBy(sealing);
        assertThat(ledger(opening).digitsOf(key)).isEqualTo(ledger(sealing).digitsOf(key));
        assertThat(faults(opening)).isEmpty();
        Sealed secret = sealer(sealing).seal("subscription_secret", ROW, Secret.of("whsec"));
        assertThat(sealer(opening).open("subscription_secret", ROW, secret).reveal())
                .isEqualTo("whsec");
    }

    /// One more key in the database that all replicas share.
    private HostKey.Pending sealedBy(String keyset) {
        UserId user = new UserId(UUID.randomUUID());
        return jdbi.inTransaction(
                        tx -> ledger(keyset).open(tx, List.of(new OpenRequest(user, false))))
                .values()
                .iterator()
                .next()
                .pending();
    }

    /// What a replica that starts with this keyset finds wrong.
    private List<String> faults(String keyset) {
        return jdbi.withHandle(ledger(keyset)::checkKeyset);
    }

    private static HostKeyLedger ledger(String keyset) {
        return HostKeyFixture.ledger(Secret.of(keyset), InstantSource.system());
    }

    private static SecretSealer sealer(String keyset) {
        return new SecretSealer(Keyset.parse(Secret.of(keyset)));
    }

    /// What `script/keyset` prints.
    private static String command(String keyset, String... arguments) {
        InputStream in = new ByteArrayInputStream(keyset.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status =
                KeysetCommand.run(
                        List.of(arguments),
                        in,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err);
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
