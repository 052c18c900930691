package dev.hostkeysync;

import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.subscription.SubscriptionSecrets;
import dev.hostkeysync.subscription.ssf.SigningKeyRows;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// Refuses to start with a keyset that does not open what is stored: such a node would draw keys
/// nobody else can read.
@ApplicationScoped
class KeysetCheckAtStart {

    private final Jdbi jdbi;
    private final HostKeyLedger ledger;
    private final SubscriptionSecrets secrets;
    private final SigningKeyRows signingKeys;

    KeysetCheckAtStart(
            Jdbi jdbi,
            HostKeyLedger ledger,
            SubscriptionSecrets secrets,
            SigningKeyRows signingKeys) {
        this.jdbi = jdbi;
        this.ledger = ledger;
        this.secrets = secrets;
        this.signingKeys = signingKeys;
    }

    /// Before the loops, which start with the default priority.
    void check(@Observes @Priority(1) StartupEvent event) {
        List<String> faults =
                jdbi.withHandle(handle ->
                        Stream.of(
                                        ledger.checkKeyset(handle),
                                        secrets.checkKeyset(handle),
                                        signingKeys.checkKeyset(handle))
                                .flatMap(List::stream)
                                .toList());
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "hostkey-sync does not start, its keyset is not the right one:\n  "
                            + String.join("\n  ", faults));
        }
    }
}
