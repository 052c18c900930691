package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Says what there is to tell, failing closed: whoever may not hold a key is not told one, and a
/// key that may no longer be the one at Zoom is not told as if it were.
@ApplicationScoped
class KeyFinder {

    private static final String WITHDRAWN =
            "A new one is made when the identity provider reactivates the user, or when an operator"
                    + " gives them one again.";

    private static final String ASK =
            "An operator sees which: GET /api/v1/host-keys/{user}/status.";

    private final Jdbi jdbi;
    private final DirectoryReader directory;
    private final HostKeyLedger ledger;

    KeyFinder(Jdbi jdbi, DirectoryReader directory, HostKeyLedger ledger) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.ledger = ledger;
    }

    /// @param reference e-mail address, Zoom's user id or our own
    Finding find(String reference) {
        return directory
                .find(reference)
                .<Finding>map(this::find)
                .orElseGet(Finding.NoSuchUser::new);
    }

    /// Whether the user is the caller in person.
    boolean isOwn(String reference, Caller caller) {
        return caller.email().filter(email -> directory.isPerson(reference, email)).isPresent();
    }

    private Finding find(DirectoryUser user) {
        if (user.status() != UserStatus.ACTIVE) {
            return new Finding.NoKeyYet(
                    switch (user.status()) {
                        case DEACTIVATED ->
                                user.eligible()
                                        ? "The user is deactivated; a new key is made when the identity provider reactivates them."
                                        : "The user is in none of the groups whose members get a key; a new key is made when they join one.";
                        case TRANSFERRED ->
                                "The Zoom user left this account; a new key is made when they come back.";
                        case ACTIVE, REMOVED -> "The user was removed.";
                    });
        }
        Optional<CurrentKey> current = jdbi.withHandle(tx -> ledger.current(tx, user.id()));
        Optional<HostKey.Active> active =
                current.flatMap(CurrentKey::active).filter(key -> !key.concealed());
        Optional<HostKey.Pending> pending = current.flatMap(CurrentKey::pending);
        if (pending.filter(HostKey.Pending::concealed).isPresent()
                && (active.isPresent() || pending.filter(HostKey.Pending::sent).isPresent())) {
            // On its way to replace the one that is stored as active; nobody is ever shown it, and
            // from the moment it was asked for nobody shall know the other one.
            return new Finding.NoKeyYet("The key is being withdrawn at Zoom. " + WITHDRAWN);
        }
        if (pending.filter(HostKey.Pending::sent).isPresent()) {
            return new Finding.InDoubt(
                    user, active.filter(key -> key.driftedAt().isEmpty()), pending.get());
        }
        if (active.flatMap(HostKey.Active::driftedAt).isPresent()) {
            return new Finding.Drifted(pending.isPresent());
        }
        if (active.isPresent()) {
            return new Finding.Certain(user, active.get(), pending.isPresent());
        }
        if (pending.isPresent() && !pending.get().concealed()) {
            return new Finding.NoKeyYet(
                    "A key is made and waits to be set at Zoom: it is this user's turn in a moment,"
                            + " or Zoom does not know or license them yet, or they are protected"
                            + " from every change. "
                            + ASK);
        }
        return new Finding.NoKeyYet(
                current.isPresent()
                        ? "The key was withdrawn. " + WITHDRAWN
                        : "No key was asked for yet: the user's creation is still on its way, or"
                                + " they are protected from every change"
                                + " (HOSTKEY_PROTECTED_USERS, or by an operator), or the"
                                + " configuration gives new users none. "
                                + ASK);
    }
}
