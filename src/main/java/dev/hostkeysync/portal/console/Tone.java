package dev.hostkeysync.portal.console;

import java.util.Locale;

/// How good something is: a colour, a shape, and how loud it is told.
public enum Tone {
    /// Nothing happens, and nothing needs to.
    IDLE,
    GOOD,
    /// Look at it some time.
    WARN,
    /// Somebody has to act.
    BAD;

    /// Of the style sheet.
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
