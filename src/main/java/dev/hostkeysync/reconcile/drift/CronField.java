package dev.hostkeysync.reconcile.drift;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values that one field of a cron expression allows.
final class CronField {

    private static final Pattern PART =
            Pattern.compile(
                    "(\\*|\\?|[0-9]{1,2}|[A-Z]{3})(?:-([0-9]{1,2}|[A-Z]{3}))?(?:/([0-9]{1,2}))?");

    private final BitSet values;

    private CronField(BitSet values) {
        this.values = values;
    }

    /// @param names of the values from the lowest on
    /// @throws IllegalArgumentException when it allows nothing, or cannot be read
    static CronField parse(String text, int lowest, int highest, String... names) {
        BitSet values = new BitSet();
        for (String part : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || part.matches("[*?]-.*")) {
                throw new IllegalArgumentException("a field cannot be read");
            }
            String first = matcher.group(1);
            boolean any = first.equals("*") || first.equals("?");
            boolean stepped = matcher.group(3) != null;
            int from = any ? lowest : value(first, lowest, names);
            int to =
                    matcher.group(2) != null
                            ? value(matcher.group(2), lowest, names)
                            : any || stepped ? highest : from;
            int step = stepped ? Integer.parseInt(matcher.group(3)) : 1;
            if (from < lowest || to > highest || from > to || step < 1) {
                throw new IllegalArgumentException("a field is out of range");
            }
            for (int value = from; value <= to; value += step) {
                values.set(value);
            }
        }
        return new CronField(values);
    }

    boolean holds(int value) {
        return values.get(value);
    }

    /// The highest value that is not above; -1 = there is none.
    int lastUpTo(int value) {
        return values.previousSetBit(value);
    }

    private static int value(String text, int lowest, String... names) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int place = Arrays.asList(names).indexOf(text);
        if (place < 0) {
            throw new IllegalArgumentException("a name is not known");
        }
        return lowest + place;
    }
}
