package dev.hostkeysync.ops.health;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.hostkey.HostKeyLedger;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether this replica opens what all have sealed, looked at once a minute. It was so at the
/// start; a replica with a newer keyset may have sealed since. Always ready: the other keys are
/// told, and all replicas with the old keyset would be down at once.
@Startup
@Readiness
@ApplicationScoped
class KeysetHealth implements HealthCheck {

    private static final String NAME = "Keyset";

    /// Empty until a look worked.
    private final Sample<Optional<List<String>>> faults;

    KeysetHealth(Samples samples, HostKeyLedger ledger) {
        this.faults =
                samples.of(
                        Optional.empty(),
                        handle -> Optional.of(ledger.checkKeyset(handle)),
                        Duration.ofMinutes(1));
    }

    @Override
    public HealthCheckResponse call() {
        return look().response();
    }

    Part look() {
        return faults.get()
                .map(KeysetHealth::of)
                .orElseGet(() -> Part.well(NAME, "is looked at for the first time"));
    }

    private static Part of(List<String> found) {
        return found.isEmpty()
                ? Part.well(NAME, "opens every stored key")
                : new Part(
                        NAME,
                        true,
                        "does not open every stored key: " + String.join("; ", found),
                        "this replica cannot tell or set the host keys of some users",
                        "give all replicas the same HOSTKEY_KEYSET, the one with all keys in it, and restart this one");
    }
}
