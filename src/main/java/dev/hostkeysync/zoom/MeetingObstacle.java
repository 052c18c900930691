package dev.hostkeysync.zoom;

/// Why Zoom makes no meeting. None of them goes away by repetition.
public enum MeetingObstacle {
    /// 400/3000: who schedules has no scheduling privilege from the host.
    PRIVILEGE,
    /// 400/3000: the account blocks the domain of a user.
    BLOCKED_DOMAIN,
    /// 400/3161: a user may not host meetings at all.
    HOSTING,
    /// 400/300 about `schedule_for`: Zoom cannot make this user the host.
    HOST,
    /// 400/300 about anything else.
    VALUE,
    /// 404/1001: Zoom does not know whose call it is.
    UNKNOWN_USER,
    /// A refusal that is not in Zoom's reference.
    OTHER
}
