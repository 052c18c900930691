package dev.hostkeysync.hostkey;

import java.util.stream.IntStream;

/// The keys of a telephone (ITU-T E.161), and what fingers like to do on them:
///
/// ```
/// 1 2 3
/// 4 5 6
/// 7 8 9
///   0
/// ```
final class DialPad {

    private static final int[] ROW = {3, 0, 0, 0, 1, 1, 1, 2, 2, 2};
    private static final int[] COLUMN = {1, 0, 1, 2, 0, 1, 2, 0, 1, 2};

    private DialPad() {}

    /// Every key touches the one before, by a side or a corner (`159632`).
    static boolean isWalk(int[] digits) {
        return IntStream.range(1, digits.length)
                .allMatch(i -> {
                    int rows = Math.abs(ROW[digits[i]] - ROW[digits[i - 1]]);
                    int columns = Math.abs(COLUMN[digits[i]] - COLUMN[digits[i - 1]]);
                    return Math.max(rows, columns) == 1;
                });
    }

    /// Cut into threes from the front, every three are a row, a column or a diagonal in either
    /// direction (`147258`, `159357`); one or two keys that are left over are free.
    static boolean isStraightLines(int[] digits) {
        return IntStream.range(0, digits.length / 3)
                .allMatch(three ->
                        isLine(digits[3 * three], digits[3 * three + 1], digits[3 * three + 2]));
    }

    private static boolean isLine(int first, int second, int third) {
        int rows = ROW[second] - ROW[first];
        int columns = COLUMN[second] - COLUMN[first];
        return Math.max(Math.abs(rows), Math.abs(columns)) == 1
                && ROW[third] - ROW[second] == rows
                && COLUMN[third] - COLUMN[second] == columns;
    }
}
