package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.provisioning.SyncStanding;
import java.time.Instant;
import java.util.Optional;

/// How it stands with one user, for operators. There is no field that could hold digits (invariant
/// I4).
///
/// @param key what the user has, as far as Zoom confirmed it
/// @param version of that key; without one, of the key on its way
/// @param since when Zoom confirmed it; without that, when it was drawn
/// @param rotating whether another key is on its way
/// @param drifted whether somebody else has set another key at Zoom since
/// @param work empty until the consumer has heard of the user
/// @param protectedByOperator whether an operator took the user out of everything
/// @param protectedBySetting whether the address is in `HOSTKEY_PROTECTED_USERS`
public record UserStanding(
        DirectoryUser user,
        KeyState key,
        Optional<Long> version,
        Optional<Instant> since,
        boolean rotating,
        boolean drifted,
        Optional<SyncStanding> work,
        boolean protectedByOperator,
        boolean protectedBySetting) {

    static UserStanding of(UserKey one) {
        boolean byOperator = one.work().filter(SyncStanding::isProtected).isPresent();
        return new UserStanding(
                one.user(),
                one.keyState(),
                one.active()
                        .<Long>map(HostKey.Active::version)
                        .or(() -> one.pending().map(HostKey.Pending::version)),
                one.active()
                        .<Instant>map(HostKey.Active::activatedAt)
                        .or(() -> one.pending().map(HostKey.Pending::openedAt)),
                one.active().isPresent() && one.pending().isPresent(),
                one.active().flatMap(HostKey.Active::driftedAt).isPresent(),
                one.work(),
                byOperator,
                one.isProtected() && !byOperator);
    }
}
