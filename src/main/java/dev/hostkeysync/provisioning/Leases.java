package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes users off the list for this process, and notes with each version that it is about to be
/// sent: from here on Zoom may hold it, whatever becomes of us.
@ApplicationScoped
class Leases {

    private final Jdbi jdbi;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final ProvisioningConfig config;

    Leases(
            Jdbi jdbi,
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            ProvisioningConfig config) {
        this.jdbi = jdbi;
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.config = config;
    }

    int due(int atMost) {
        return jdbi.withHandle(handle -> list.due(handle, atMost));
    }

    List<Work> take(int atMost) {
        return jdbi.inTransaction(tx -> take(tx, atMost));
    }

    private List<Work> take(Handle tx, int atMost) {
        List<SyncRow> rows = list.lease(tx, atMost, config.syncLease());
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UserId> users = rows.stream().map(SyncRow::userId).toList();
        Map<UserId, HostKey.Pending> pending = ledger.pendingOf(tx, users);
        Map<UserId, DirectoryUser> people = directory.current(tx, users);
        List<Work> work =
                rows.stream()
                        .map(row ->
                                new Work(
                                        row,
                                        Optional.ofNullable(pending.get(row.userId())),
                                        Optional.ofNullable(people.get(row.userId()))
                                                .flatMap(Leases::target)))
                        .toList();
        ledger.markSent(
                tx,
                work.stream()
                        .filter(one -> one.pending().isPresent() && one.target().isPresent())
                        .map(one -> one.row().userId())
                        .toList());
        return work;
    }

    private static Optional<ZoomUserRef> target(DirectoryUser user) {
        return ZoomUserRef.of(user.zoomUserId(), user.profile().email());
    }
}
