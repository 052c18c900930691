package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.reconcile.census.ListedZoom;
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
import java.util.List;
import java.util.Optional;

/// A list that is as it was read, and answers about single users as they are now.
final class AskedZoom implements ZoomUsers {

    private final ListedZoom list;

    /// Who is there although the list does not tell.
    final List<ZoomUser> unlisted = new ArrayList<>();

    /// Who is not there although the list tells of them.
    final List<String> gone = new ArrayList<>();

    final List<String> asked = new ArrayList<>();
    final Deque<UserReading> answersFirst = new ArrayDeque<>();

    AskedZoom(ListedZoom list) {
        this.list = list;
    }

    @Override
    public UserListing list(ZoomUserStatus status, Optional<PageToken> from, Priority priority) {
        return list.list(status, from, priority);
    }

    @Override
    public UserReading get(ZoomUserRef user, Priority priority) {
        asked.add(user.pathSegment());
        if (!answersFirst.isEmpty()) {
            return answersFirst.pop();
        }
        List<ZoomUser> all = new ArrayList<>(unlisted);
        all.addAll(list.users);
        return all.stream()
                .filter(one -> !gone.contains(user.pathSegment()))
                .filter(one ->
                        one.id().map(id -> id.value().equals(user.pathSegment())).orElse(false))
                .findFirst()
                .<UserReading>map(UserReading.Found::new)
                .orElseGet(() -> new UserReading.NotThere("Zoom answered 404/1001: no such user"));
    }

    @Override
    public UserCreation create(NewZoomUser user, Priority priority) {
        throw new AssertionError("the check creates nobody");
    }

    @Override
    public UserWriting update(ZoomUserRef user, ZoomUserEdit edit, Priority priority) {
        throw new AssertionError("the check changes nobody at Zoom");
    }

    @Override
    public UserWriting setActive(ZoomUserRef user, boolean active, Priority priority) {
        throw new AssertionError("the check switches nobody at Zoom");
    }

    @Override
    public UserWriting remove(ZoomUserRef user, UserRemoval removal, Priority priority) {
        throw new AssertionError("the check removes nobody at Zoom");
    }
}
