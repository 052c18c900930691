package dev.hostkeysync.portal.console;

import java.util.Locale;

/// Numbers as people read them.
final class Figures {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Figures() {}

    /// Such as `0`, `0.4` or `1,240`.
    static String rate(double perSecond) {
        if (perSecond >= 9.95) {
            return count(Math.round(perSecond));
        }
        return perSecond < 0.05
                ? (perSecond > 0 ? "< 0.1" : "0")
                : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Such as `45 s`, `12 min`, `3 h` or `2 d`; `–` for none at all.
    static String age(double seconds) {
        if (seconds <= 0) {
            return "–";
        }
        long whole = Math.max(1, Math.round(seconds));
        if (whole < 2 * MINUTE) {
            return whole + " s";
        }
        if (whole < 2 * HOUR) {
            return whole / MINUTE + " min";
        }
        return whole < 2 * DAY ? whole / HOUR + " h" : whole / DAY + " d";
    }

    static String percent(double ratio) {
        return Math.round(ratio * 100) + " %";
    }
}
