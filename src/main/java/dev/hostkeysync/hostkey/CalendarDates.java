package dev.hostkeysync.hostkey;

/// Digits that read like a day or a month people remember. Exactly:
///
/// - six digits that are a day as `DDMMYY`, `MMDDYY` or `YYMMDD` with any year, or a month as
///   `YYYYMM` or `MMYYYY` with a year from 1900 to 2099
/// - eight to ten digits that contain a day as `DDMMYYYY`, `MMDDYYYY` or `YYYYMMDD` with such a
///   year
///
/// Seven digits are never a date: refusing every six-digit date inside them would cost a sixth of
/// all keys. Every year has a 29 February here.
final class CalendarDates {

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CalendarDates() {}

    static boolean readsLikeADate(int[] digits) {
        if (digits.length == 6) {
            return isShortDate(two(digits, 0), two(digits, 2), two(digits, 4));
        }
        for (int at = 0; at + 8 <= digits.length; at++) {
            if (isLongDate(
                    two(digits, at),
                    two(digits, at + 2),
                    two(digits, at + 4),
                    two(digits, at + 6))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShortDate(int first, int second, int third) {
        return isDay(first, second)
                || isDay(second, first)
                || isDay(third, second)
                || (isCentury(first) && isMonth(third))
                || (isMonth(first) && isCentury(second));
    }

    private static boolean isLongDate(int first, int second, int third, int fourth) {
        return (isCentury(third) && (isDay(first, second) || isDay(second, first)))
                || (isCentury(first) && isDay(fourth, third));
    }

    private static boolean isDay(int day, int month) {
        return isMonth(month) && day >= 1 && day <= DAYS[month - 1];
    }

    private static boolean isMonth(int month) {
        return month >= 1 && month <= 12;
    }

    private static boolean isCentury(int century) {
        return century == 19 || century == 20;
    }

    private static int two(int[] digits, int at) {
        return 10 * digits[at] + digits[at + 1];
    }
}
