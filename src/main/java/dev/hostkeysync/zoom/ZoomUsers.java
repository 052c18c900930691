package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.limit.Priority;
import java.util.Optional;

/// The account's users at Zoom. An interface, so that a test can answer in Zoom's place.
///
/// Every call waits for its slot in the shared budget, then for Zoom. None throws for anything Zoom
/// or the network does.
public interface ZoomUsers {

    /// One page of at most 300 users: `GET /v2/users`.
    ///
    /// @param from as given with the page before; empty = the first page
    UserListing list(ZoomUserStatus status, Optional<PageToken> from, Priority priority);

    /// `GET /v2/users/{userId}`.
    UserReading get(ZoomUserRef user, Priority priority);

    /// `POST /v2/users`, action `ssoCreate`.
    UserCreation create(NewZoomUser user, Priority priority);

    /// `PATCH /v2/users/{userId}`, names, department and type only. Changing nothing is done
    /// without a call.
    UserWriting update(ZoomUserRef user, ZoomUserEdit edit, Priority priority);

    /// `PUT /v2/users/{userId}/status`. Deactivating takes every licence away; whether activating
    /// gives them back is not documented.
    UserWriting setActive(ZoomUserRef user, boolean active, Priority priority);

    /// `DELETE /v2/users/{userId}`.
    UserWriting remove(ZoomUserRef user, UserRemoval removal, Priority priority);
}
