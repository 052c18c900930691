package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.Protection;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncStanding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Puts together what directory, ledger and list of work know of users.
@ApplicationScoped
class UserKeys {

    private final DirectoryReader directory;
    private final HostKeyLedger ledger;
    private final SyncReader work;
    private final Protection protection;

    UserKeys(
            DirectoryReader directory,
            HostKeyLedger ledger,
            SyncReader work,
            Protection protection) {
        this.directory = directory;
        this.ledger = ledger;
        this.work = work;
        this.protection = protection;
    }

    /// Whom the word means; one who was removed by our own id only.
    Optional<DirectoryUser> find(Handle tx, String reference) {
        return UserId.parse(reference)
                .map(id -> Optional.ofNullable(directory.current(tx, List.of(id)).get(id)))
                .orElseGet(() -> directory.find(reference));
    }

    /// Whether the user is the caller in person.
    boolean isOwn(String reference, Caller caller) {
        return caller.email().filter(email -> directory.isPerson(reference, email)).isPresent();
    }

    UserKey of(Handle tx, DirectoryUser user) {
        List<UserId> id = List.of(user.id());
        return new UserKey(
                user,
                ledger.current(tx, user.id()),
                Optional.ofNullable(work.of(tx, id).get(user.id())),
                !protection.among(tx, List.of(user)).isEmpty());
    }

    /// In the order of `users`; whom the directory does not know is missing.
    List<UserKey> of(Handle tx, Collection<UserId> users, Map<UserId, SyncStanding> standings) {
        Map<UserId, DirectoryUser> people = directory.current(tx, users);
        Map<UserId, CurrentKey> keys = ledger.currentOf(tx, people.keySet());
        Set<UserId> isProtected = protection.among(tx, people.values());
        return users.stream()
                .map(people::get)
                .flatMap(user -> Optional.ofNullable(user).stream())
                .map(user ->
                        new UserKey(
                                user,
                                Optional.ofNullable(keys.get(user.id())),
                                Optional.ofNullable(standings.get(user.id())),
                                isProtected.contains(user.id())))
                .toList();
    }
}
