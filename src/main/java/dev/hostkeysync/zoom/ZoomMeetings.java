package dev.hostkeysync.zoom;

import dev.hostkeysync.zoom.limit.Priority;

/// The account's meetings at Zoom, and who may schedule for whom. An interface, so that a test can
/// answer in Zoom's place.
///
/// Every call waits for its slot in the shared budget, then for Zoom. None throws for anything Zoom
/// or the network does.
public interface ZoomMeetings {

    /// `POST /v2/users/{userId}/meetings`. Zoom does not know a repetition: every call that
    /// succeeds makes another meeting.
    MeetingCreation create(NewZoomMeeting meeting, Priority priority);

    /// `POST /v2/users/{userId}/assistants`: from now on the assistant may schedule for the host. A
    /// repetition changes nothing.
    AssistantGrant addAssistant(ZoomUserRef host, ZoomUserRef assistant, Priority priority);
}
