package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Those whom a reference may mean, and which of them it does.
record Candidates(List<DirectoryUser> users) {

    sealed interface Choice {

        /// @param user a tombstone, when the word is older than the removal
        record One(DirectoryUser user) implements Choice {}

        record Nobody() implements Choice {}

        record Several() implements Choice {}
    }

    /// The first name that anybody has decides.
    ///
    /// @param at when the word was said; whoever was removed by then is not meant
    Choice choose(UserReference reference, Instant at) {
        return names(reference)
                .map(name -> among(users.stream().filter(name).toList(), reference, at))
                .filter(choice -> !(choice instanceof Choice.Nobody))
                .findFirst()
                .orElseGet(Choice.Nobody::new);
    }

    private static Stream<Predicate<DirectoryUser>> names(UserReference reference) {
        return Stream.<Optional<Predicate<DirectoryUser>>>of(
                        reference.id().map(id -> user -> user.id().equals(id)),
                        reference
                                .zoomUserId()
                                .map(id -> user -> user.zoomUserId().equals(Optional.of(id))),
                        reference
                                .externalId()
                                .map(id ->
                                        user ->
                                                user.profile()
                                                        .externalId()
                                                        .equals(Optional.of(id))),
                        reference.userName().map(Candidates::hasName),
                        reference
                                .email()
                                .map(email ->
                                        user ->
                                                user.profile()
                                                        .email()
                                                        .filter(own ->
                                                                own.key().equals(email.key()))
                                                        .isPresent()))
                .flatMap(Optional::stream);
    }

    private static Predicate<DirectoryUser> hasName(String name) {
        String key = dev.hostkeysync.identity.Profile.userNameKey(name);
        return user ->
                dev.hostkeysync.identity.Profile.userNameKey(user.profile().userName()).equals(key);
    }

    private static Choice among(List<DirectoryUser> named, UserReference reference, Instant at) {
        Optional<DirectoryUser> thenStillThere =
                named.stream()
                        .filter(user -> !user.exists() && isAfter(at, removedAt(user)))
                        .min(Comparator.comparing(Candidates::removedAt));
        if (thenStillThere.isPresent()) {
            return new Choice.One(thenStillThere.get());
        }
        List<DirectoryUser> living = named.stream().filter(DirectoryUser::exists).toList();
        if (living.isEmpty()) {
            return new Choice.Nobody();
        }
        if (living.size() > 1 && reference.zoomUserId().isPresent()) {
            living = onlyThose(living, user -> user.zoomUserId().isEmpty());
        }
        if (living.size() > 1) {
            living = onlyThose(living, user -> user.status() == UserStatus.ACTIVE);
        }
        return living.size() == 1 ? new Choice.One(living.getFirst()) : new Choice.Several();
    }

    private static List<DirectoryUser> onlyThose(
            List<DirectoryUser> users, Predicate<DirectoryUser> better) {
        List<DirectoryUser> those = users.stream().filter(better).toList();
        return those.isEmpty() ? users : those;
    }

    private static Instant removedAt(DirectoryUser tombstone) {
        return tombstone.heard().decidedAt().orElse(tombstone.updatedAt());
    }

    private static boolean isAfter(Instant at, Instant removed) {
        return !removed.isBefore(at.plus(Word.MOMENT));
    }
}
