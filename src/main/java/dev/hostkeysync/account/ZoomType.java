package dev.hostkeysync.account;

/// What kind of user Zoom makes.
enum ZoomType {
    BASIC(1),
    LICENSED(2),
    /// Without Zoom Meetings.
    UNASSIGNED(4);

    private final int code;

    ZoomType(int code) {
        this.code = code;
    }

    /// Zoom's number for it.
    int code() {
        return code;
    }
}
