package dev.hostkeysync.zoom.limit;

/// What kind of hold it is: the values of a metric's label, in small letters.
public enum HoldCause {
    /// Zoom said 429: too many calls in a second.
    THROTTLED,
    /// Zoom said 429: the account's calls of the day are used up.
    ZOOM_DAY_USED,
    /// Our share of the calls of the day is used up.
    OUR_DAY_USED,
    /// Zoom refuses the account or the app.
    REFUSED
}
