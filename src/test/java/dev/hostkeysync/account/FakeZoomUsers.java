package dev.hostkeysync.account;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.NewZoomUser;
import dev.hostkeysync.zoom.PageToken;
import dev.hostkeysync.zoom.UserCreation;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.UserRemoval;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserEdit;
import dev.hostkeysync.zoom.ZoomUserRef;
import dev.hostkeysync.zoom.ZoomUserStatus;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Zoom's users in memory. Answers that a test gives ahead come first, and then nothing happens.
final class FakeZoomUsers implements ZoomUsers {

    final List<String> calls = new ArrayList<>();
    final Deque<UserCreation> creations = new ArrayDeque<>();
    final Deque<UserReading> readings = new ArrayDeque<>();
    final Deque<UserWriting> writings = new ArrayDeque<>();
    private final Map<String, ZoomUser> users = new LinkedHashMap<>();

    /// @param type 1 Basic, 2 Licensed
    void has(String id, String email, int type, ZoomUserStatus status) {
        put(id, user(id, email, type, status, "First", "Last", "First Last", ""));
    }

    void madeAt(String id, Optional<java.time.Instant> time) {
        ZoomUser user = user(id);
        put(
                id,
                new ZoomUser(
                        user.id(),
                        user.email(),
                        user.type(),
                        user.status(),
                        user.firstName(),
                        user.lastName(),
                        user.displayName(),
                        user.department(),
                        user.uniqueId(),
                        time,
                        user.lastLogin()));
    }

    ZoomUser user(String id) {
        return java.util.Objects.requireNonNull(users.get(id));
    }

    boolean has(String id) {
        return users.containsKey(id);
    }

    @Override
    public UserListing list(ZoomUserStatus status, Optional<PageToken> from, Priority priority) {
        throw new UnsupportedOperationException("nobody lists users here");
    }

    @Override
    public UserReading get(ZoomUserRef ref, Priority priority) {
        calls.add("get " + ref.pathSegment());
        @Nullable UserReading given = readings.poll();
        return given != null
                ? given
                : find(ref)
                        .<UserReading>map(UserReading.Found::new)
                        .orElseGet(() -> new UserReading.NotThere("no such user"));
    }

    @Override
    public UserCreation create(NewZoomUser made, Priority priority) {
        calls.add("create " + made.email() + " type " + made.type());
        @Nullable UserCreation given = creations.poll();
        if (given != null) {
            return given;
        }
        if (find(new ZoomUserRef.ByEmail(made.email())).isPresent()) {
            return new UserCreation.Taken("the address is another user's");
        }
        String id = "made" + (users.size() + 1);
        put(
                id,
                user(
                        id,
                        made.email().value(),
                        made.type(),
                        ZoomUserStatus.ACTIVE,
                        made.firstName().orElse(""),
                        made.lastName().orElse(""),
                        made.displayName().orElse(""),
                        ""));
        return new UserCreation.Created(new ZoomUserId(id));
    }

    @Override
    public UserWriting update(ZoomUserRef ref, ZoomUserEdit edit, Priority priority) {
        if (edit.isEmpty()) {
            return new UserWriting.Done();
        }
        calls.add("update " + ref.pathSegment() + text(edit));
        return written(
                ref,
                user ->
                        new ZoomUser(
                                user.id(),
                                user.email(),
                                edit.type().isPresent() ? edit.type() : user.type(),
                                user.status(),
                                edit.firstName().or(user::firstName),
                                edit.lastName().or(user::lastName),
                                edit.displayName().or(user::displayName),
                                edit.department().or(user::department),
                                user.uniqueId(),
                                user.createdAt(),
                                user.lastLogin()));
    }

    @Override
    public UserWriting setActive(ZoomUserRef ref, boolean active, Priority priority) {
        calls.add((active ? "activate " : "deactivate ") + ref.pathSegment());
        return written(
                ref,
                user ->
                        new ZoomUser(
                                user.id(),
                                user.email(),
                                active ? user.type() : OptionalInt.of(1),
                                active ? ZoomUserStatus.ACTIVE : ZoomUserStatus.INACTIVE,
                                user.firstName(),
                                user.lastName(),
                                user.displayName(),
                                user.department(),
                                user.uniqueId(),
                                user.createdAt(),
                                user.lastLogin()));
    }

    @Override
    public UserWriting remove(ZoomUserRef ref, UserRemoval removal, Priority priority) {
        String heir =
                switch (removal) {
                    case UserRemoval.WithoutHeir _ -> "";
                    case UserRemoval.WithHeir to ->
                            " to "
                                    + to.heir()
                                    + (to.meetings() && to.recordings() ? "" : " in part");
                };
        calls.add(
                removal.way().name().toLowerCase(java.util.Locale.ROOT)
                        + " "
                        + ref.pathSegment()
                        + heir);
        @Nullable UserWriting given = writings.poll();
        if (given != null) {
            return given;
        }
        Optional<ZoomUser> user = find(ref);
        user.flatMap(ZoomUser::id).ifPresent(id -> users.remove(id.value()));
        return user.isPresent() ? new UserWriting.Done() : new UserWriting.NotThere("no such user");
    }

    private UserWriting written(ZoomUserRef ref, java.util.function.UnaryOperator<ZoomUser> edit) {
        @Nullable UserWriting given = writings.poll();
        if (given != null) {
            return given;
        }
        Optional<ZoomUser> user = find(ref);
        user.ifPresent(found -> put(found.id().orElseThrow().value(), edit.apply(found)));
        return user.isPresent() ? new UserWriting.Done() : new UserWriting.NotThere("no such user");
    }

    private Optional<ZoomUser> find(ZoomUserRef ref) {
        return users.values().stream()
                .filter(user ->
                        switch (ref) {
                            case ZoomUserRef.ById(ZoomUserId id) ->
                                    user.id().equals(Optional.of(id));
                            case ZoomUserRef.ByEmail(EmailAddress email) ->
                                    user.email()
                                            .filter(one -> one.key().equals(email.key()))
                                            .isPresent();
                        })
                .findFirst();
    }

    private void put(String id, ZoomUser user) {
        users.put(id, user);
    }

    private static String text(ZoomUserEdit edit) {
        return edit.firstName().map(name -> " first=" + name).orElse("")
                + edit.lastName().map(name -> " last=" + name).orElse("")
                + edit.displayName().map(name -> " display=" + name).orElse("")
                + edit.department().map(name -> " dept=" + name).orElse("")
                + (edit.type().isPresent() ? " type=" + edit.type().getAsInt() : "");
    }

    private static ZoomUser user(
            String id,
            String email,
            int type,
            ZoomUserStatus status,
            String first,
            String last,
            String display,
            String department) {
        return new ZoomUser(
                Optional.of(new ZoomUserId(id)),
                Optional.of(new EmailAddress(email)),
                OptionalInt.of(type),
                status,
                Optional.of(first).filter(text -> !text.isEmpty()),
                Optional.of(last).filter(text -> !text.isEmpty()),
                Optional.of(display).filter(text -> !text.isEmpty()),
                Optional.of(department).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of(java.time.Instant.parse("2020-01-01T00:00:00Z")),
                Optional.empty());
    }
}
