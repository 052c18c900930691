package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The users whom nothing touches: those in `HOSTKEY_PROTECTED_USERS`, and those whom an operator
/// took out.
@ApplicationScoped
public class Protection {

    private final ProtectedUsers configured;
    private final SyncList list;

    Protection(ProvisioningConfig config, SyncList list) {
        this.configured = ProtectedUsers.parse(config.protectedUsers().orElse(""));
        this.list = list;
    }

    /// Whether the address is in `HOSTKEY_PROTECTED_USERS`.
    public boolean covers(EmailAddress email) {
        return configured.contains(email);
    }

    /// Which of these users are protected, by either way.
    public Set<UserId> among(Handle tx, Collection<DirectoryUser> users) {
        Set<UserId> found =
                new HashSet<>(list.protectedOf(tx, users.stream().map(DirectoryUser::id).toList()));
        users.stream()
                .filter(user -> user.profile().email().filter(this::covers).isPresent())
                .map(DirectoryUser::id)
                .forEach(found::add);
        return found;
    }

    /// Takes a user out of everything, or back in. What is on its way stays on the list, and is not
    /// sent while the user is protected.
    public void set(Handle tx, UserId user, boolean on) {
        var _ = list.lockAll(tx, List.of(user));
        list.protect(tx, user, on);
    }
}
