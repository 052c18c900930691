package dev.hostkeysync.portal.console;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A line of comma-separated values (RFC 4180), every value in quotes. What a spreadsheet would
/// take for a formula gets an apostrophe in front: the text of a trail comes from anybody.
final class Csv {

    private static final String FORMULA = "=+-@\t\r\n|%＝＋－＠";

    private Csv() {}

    static String line(String... values) {
        return Arrays.stream(values).map(Csv::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static boolean begins(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static String value(String text) {
        boolean isDangerous = begins(text) || begins(text.strip());
        return "\"" + (isDangerous ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
