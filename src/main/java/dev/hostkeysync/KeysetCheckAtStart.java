package dev.hostkeysync;

import dev.hostkeysync.hostkey.HostKeyLedger;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Refuses to start with a keyset that does not open what is stored: such a node would draw keys
/// nobody else can read.
@ApplicationScoped
class KeysetCheckAtStart {

    private final Jdbi jdbi;
    private final HostKeyLedger ledger;

    KeysetCheckAtStart(Jdbi jdbi, HostKeyLedger ledger) {
        this.jdbi = jdbi;
        this.ledger = ledger;
    }

    /// Before the loops, which start with the default priority.
    void check(@Observes @Priority(1) StartupEvent event) {
        List<String> faults = jdbi.withHandle(ledger::checkKeyset);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(
                    "hostkey-sync does not start, its keyset is not the right one:\n  "
                            + String.join("\n  ", faults));
        }
    }
}
