package dev.hostkeysync.lookup;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.hostkey.HostKeyLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Dial strings for tests of others.
public final class LookupFixture {

    private LookupFixture() {}

    /// Each reader may be told four keys a minute.
    public static MeetingDialStrings dialStrings(
            Jdbi jdbi,
            DirectoryReader directory,
            HostKeyLedger ledger,
            AuditTrail trail,
            InstantSource clock) {
        KeyFinder finder = new KeyFinder(jdbi, directory, ledger);
        return new MeetingDialStrings(
                new DialStringMaker(
                        finder,
                        ledger,
                        new RevealLimiter(() -> 4, clock),
                        trail,
                        AuditFixture.reasons(true),
                        new RevealCounter(new SimpleMeterRegistry(), _ -> {})),
                finder);
    }
}
