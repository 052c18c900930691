package dev.hostkeysync.provisioning;

/// What is wanted for a user now. The loop compares it with what is stored, however many events led
/// here.
public enum Wanted {
    /// Nothing was ever asked for.
    NOTHING,
    /// A key the user may know.
    KEY,
    /// A key nobody is shown: the user is switched off.
    CONCEALED,
    /// No key: the user is removed or left our account.
    GONE;

    /// What an action makes of it.
    Decision after(Action action) {
        return switch (action) {
            case IGNORE, REPORT, WAKE -> new Decision(this, false);
            case ISSUE -> new Decision(KEY, this != KEY);
            // A user who may not know a key gains nothing from a new one; on their return they get
            // a fresh one anyway.
            case ROTATE -> new Decision(this, this == KEY);
            case RECLAIM -> new Decision(this, this == KEY || this == CONCEALED);
            case CONCEAL ->
                    switch (this) {
                        case NOTHING, GONE -> new Decision(this, false);
                        case KEY -> new Decision(CONCEALED, true);
                        case CONCEALED -> new Decision(CONCEALED, false);
                    };
            case REVOKE ->
                    switch (this) {
                        case NOTHING -> new Decision(GONE, false);
                        case KEY -> new Decision(GONE, true);
                        // A concealed key stays where it is; what changes is when the loop may stop
                        // trying.
                        case CONCEALED, GONE -> new Decision(GONE, false);
                    };
        };
    }

    boolean concealed() {
        return this != KEY;
    }

    /// @param freshKey whether a version nobody knows has to be pushed to Zoom
    record Decision(Wanted wanted, boolean freshKey) {}
}
