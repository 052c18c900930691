package dev.hostkeysync.reconcile.census;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.NewZoomUser;
import dev.hostkeysync.zoom.PageToken;
import dev.hostkeysync.zoom.UserCreation;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.UserReading;
import dev.hostkeysync.zoom.UserRemoval;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
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
import java.util.OptionalInt;

/// Zoom's list of users, as long as a test makes it. Tokens are offsets.
public final class ListedZoom implements ZoomUsers {

    public final List<ZoomUser> users = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public final Deque<UserListing> answersFirst = new ArrayDeque<>();
    public int pageSize = 300;

    /// What happens after the next page was read off, before it is told.
    public Runnable meanwhile = () -> {};

    public static ZoomUser user(String id, String email, ZoomUserStatus status, int type) {
        return user(id, email, status, type, Optional.empty());
    }

    public static ZoomUser user(
            String id, String email, ZoomUserStatus status, int type, Optional<String> department) {
        return new ZoomUser(
                ZoomUserId.parse(id),
                EmailAddress.parse(email),
                OptionalInt.of(type),
                status,
                Optional.of("Zoe"),
                Optional.empty(),
                Optional.empty(),
                department,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public void put(String id, String email, ZoomUserStatus status, int type) {
        users.removeIf(one -> one.email().equals(EmailAddress.parse(email)));
        users.add(user(id, email, status, type));
    }

    public void licensed(String id, String email) {
        put(id, email, ZoomUserStatus.ACTIVE, 2);
    }

    @Override
    public UserListing list(ZoomUserStatus status, Optional<PageToken> from, Priority priority) {
        asked.add(
                status.name().charAt(0)
                        + from.map(PageToken::value).orElse("0")
                        + (priority instanceof Priority.Batch(double share) ? "@" + share : ""));
        if (!answersFirst.isEmpty()) {
            return answersFirst.pop();
        }
        List<ZoomUser> all = users.stream().filter(one -> one.status() == status).toList();
        int start = Math.min(all.size(), from.map(at -> Integer.valueOf(at.value())).orElse(0));
        int end = Math.min(all.size(), start + pageSize);
        UserListing page =
                new UserListing.Page(
                        all.subList(start, end),
                        0,
                        end < all.size()
                                ? Optional.of(new PageToken(Integer.toString(end)))
                                : Optional.empty(),
                        all.size());
        meanwhile.run();
        return page;
    }

    public static UserListing failed(ZoomOutcome.Trouble trouble) {
        return new UserListing.Failed(trouble);
    }

    @Override
    public UserReading get(ZoomUserRef user, Priority priority) {
        throw new UnsupportedOperationException("a list is only read");
    }

    @Override
    public UserCreation create(NewZoomUser user, Priority priority) {
        throw new UnsupportedOperationException("a list is only read");
    }

    @Override
    public UserWriting update(ZoomUserRef user, ZoomUserEdit edit, Priority priority) {
        throw new UnsupportedOperationException("a list is only read");
    }

    @Override
    public UserWriting setActive(ZoomUserRef user, boolean active, Priority priority) {
        throw new UnsupportedOperationException("a list is only read");
    }

    @Override
    public UserWriting remove(ZoomUserRef user, UserRemoval removal, Priority priority) {
        throw new UnsupportedOperationException("a list is only read");
    }
}
