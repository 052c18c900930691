package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomUserRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Takes users off the list for this process, and notes with each version that it is about to be
/// sent: from here on Zoom may hold it, whatever becomes of us.
@ApplicationScoped
class Leases {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final AddressClaims claims;
    private final TriggerTable triggers;
    private final Announcer announcer;
    private final ProvisioningConfig config;

    Leases(
            Jdbi jdbi,
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            AddressClaims claims,
            TriggerTable triggers,
            Announcer announcer,
            ProvisioningConfig config) {
        this.jdbi = jdbi;
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.claims = claims;
        this.triggers = triggers;
        this.announcer = announcer;
        this.config = config;
    }

    int due(int atMost) {
        return jdbi.withHandle(handle -> list.due(handle, atMost));
    }

    /// What could be taken of the work behind.
    Optional<SyncList.Batch> dueBatch(int atMost) {
        return jdbi.withHandle(handle -> list.dueBatch(handle, atMost));
    }

    /// @param share users of the work behind that were given it; empty = live ones
    List<Work> take(Optional<Double> share, int atMost) {
        return jdbi.inTransaction(tx -> take(tx, share, atMost));
    }

    private List<Work> take(Handle tx, Optional<Double> share, int atMost) {
        List<SyncRow> rows = list.lease(tx, share, atMost, config.syncLease());
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UserId> users = rows.stream().map(SyncRow::userId).toList();
        Map<UserId, DirectoryUser> people = directory.current(tx, users);
        Map<UserId, AddressClaims.Claim> claimed = claims.of(tx, people.values());
        List<SyncRow> own = rows.stream().filter(row -> mayPush(tx, row, people, claimed)).toList();
        List<UserId> pushed = own.stream().map(SyncRow::userId).toList();
        ledger.renew(tx, pushed);
        Map<UserId, HostKey.Pending> pending = ledger.pendingOf(tx, pushed);
        List<Work> work =
                own.stream()
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

    /// Whether Zoom may be told of this user's key; otherwise writes down what to do instead.
    private boolean mayPush(
            Handle tx,
            SyncRow row,
            Map<UserId, DirectoryUser> people,
            Map<UserId, AddressClaims.Claim> claimed) {
        DirectoryUser user = people.get(row.userId());
        if (user == null) {
            return true;
        }
        if (triggers.protects(row, user.profile().email())) {
            String reason =
                    row.isProtected()
                            ? "an operator protected the user"
                            : "the address is in HOSTKEY_PROTECTED_USERS";
            later(tx, row, SyncState.WAITING, reason, SELDOM);
            return false;
        }
        return switch (claimed.getOrDefault(row.userId(), AddressClaims.Claim.OWN)) {
            case OWN -> true;
            case SUCCEEDED -> {
                ledger.revokeAndShred(tx, row.userId())
                        .filter(revocation -> !revocation.concealed())
                        .ifPresent(revocation -> announcer.revoked(tx, row, revocation.version()));
                list.done(tx, List.of(row.userId()));
                yield false;
            }
            case TAKEN -> {
                later(tx, row, SyncState.WAITING, "an older user has the same address", SELDOM);
                yield false;
            }
            case BUSY -> {
                later(tx, row, row.state(), "a call for the same address is under way", SOON);
                yield false;
            }
        };
    }

    private void later(Handle tx, SyncRow row, SyncState state, String reason, Duration pause) {
        // What may be at Zoom stays in doubt, whatever keeps us from asking now.
        SyncState next = row.state() == SyncState.IN_DOUBT ? SyncState.IN_DOUBT : state;
        list.postpone(tx, row, next, Optional.of(reason), pause);
    }

    /// How Zoom knows the user now.
    static Optional<ZoomUserRef> target(DirectoryUser user) {
        return ZoomUserRef.of(user.zoomUserId(), user.profile().email());
    }
}
