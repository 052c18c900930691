package dev.hostkeysync.reconcile.backfill;

import static java.util.stream.Collectors.groupingBy;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Who in the directory is which of Zoom's users: by Zoom's id, then by e-mail, then by the user
/// name that is an e-mail.
record Matching(
        Map<String, List<DirectoryUser>> byZoomUserId,
        Map<String, List<DirectoryUser>> byEmail,
        Map<String, List<DirectoryUser>> byUserName) {

    /// Of several the living one, the one who may have a key, the oldest: theirs is the key at
    /// Zoom.
    private static final Comparator<DirectoryUser> BEST =
            Comparator.<DirectoryUser, Boolean>comparing(user -> !user.exists())
                    .thenComparing(user -> user.status() != UserStatus.ACTIVE)
                    .thenComparing(DirectoryUser::id);

    static Matching of(Collection<DirectoryUser> users) {
        return new Matching(
                users.stream()
                        .filter(user -> user.zoomUserId().isPresent())
                        .collect(groupingBy(user -> user.zoomUserId().orElseThrow().value())),
                users.stream()
                        .filter(user -> user.profile().email().isPresent())
                        .collect(groupingBy(user -> user.profile().email().orElseThrow().key())),
                users.stream()
                        .filter(DirectoryUser::exists)
                        .collect(
                                groupingBy(
                                        user -> Profile.userNameKey(user.profile().userName()))));
    }

    /// A living user by any of the names is surer than a tombstone.
    Optional<DirectoryUser> of(Listed one) {
        return candidates(one)
                .filter(DirectoryUser::exists)
                .findFirst()
                .or(() -> candidates(one).findFirst());
    }

    private Stream<DirectoryUser> candidates(Listed one) {
        return Stream.of(
                        named(byZoomUserId, one.zoomUserId().map(ZoomUserId::value)),
                        named(byEmail, one.email().map(EmailAddress::key))
                                .filter(user -> user.exists() || !isAnother(user, one)),
                        named(
                                byUserName,
                                one.email().map(mail -> Profile.userNameKey(mail.value()))))
                .flatMap(users -> users);
    }

    /// Whoever is gone may have left their address to somebody new.
    private static boolean isAnother(DirectoryUser user, Listed one) {
        return user.zoomUserId().isPresent()
                && one.zoomUserId().isPresent()
                && !user.zoomUserId().equals(one.zoomUserId());
    }

    private static Stream<DirectoryUser> named(
            Map<String, List<DirectoryUser>> users, Optional<String> name) {
        return name.map(key -> users.getOrDefault(key, List.of())).orElse(List.of()).stream()
                .sorted(BEST);
    }
}
