package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Asks the directory and the ledger.
@ApplicationScoped
class DirectoryUsers implements KnownUsers {

    private final Jdbi jdbi;
    private final DirectoryReader directory;
    private final HostKeyLedger ledger;

    DirectoryUsers(Jdbi jdbi, DirectoryReader directory, HostKeyLedger ledger) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.ledger = ledger;
    }

    @Override
    public Optional<DirectoryUser> at(ZoomUser user) {
        return user.id()
                .flatMap(id -> directory.byZoomUserId(id).stream().findFirst())
                .or(() ->
                        user.emails().stream()
                                .flatMap(email -> directory.byEmail(email).stream())
                                .filter(one -> one.zoomUserId().isEmpty())
                                .findFirst());
    }

    @Override
    public boolean anybody(ZoomUser user) {
        return user.id().filter(id -> !directory.byZoomUserId(id).isEmpty()).isPresent()
                || user.emails().stream()
                        .anyMatch(email ->
                                !directory.byEmail(email).isEmpty()
                                        || directory.byUserName(email.value()).isPresent());
    }

    @Override
    public boolean isDrift(UserId user, ReportedHostKey key, Instant at) {
        return jdbi.withHandle(tx -> ledger.isDrift(tx, user, key.digits(), at));
    }
}
