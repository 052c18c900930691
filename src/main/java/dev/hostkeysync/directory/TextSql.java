package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Operator;

/// Comparisons of text, in the order of code points.
final class TextSql {

    private TextSql() {}

    /// @param text SQL, in the form of the value: as it is, or folded
    static void write(SqlText sql, String text, Operator operator, String value) {
        switch (operator) {
            case EQ -> sql.add(text + " = ?", value);
            case GT -> sql.add(text + " COLLATE \"C\" > ?", value);
            case GE -> sql.add(text + " COLLATE \"C\" >= ?", value);
            case LT -> sql.add(text + " COLLATE \"C\" < ?", value);
            case LE -> sql.add(text + " COLLATE \"C\" <= ?", value);
            case CONTAINS -> sql.add("strpos(" + text + ", ?) > 0", value);
            case STARTS_WITH -> sql.add("starts_with(" + text + ", ?)", value);
            case ENDS_WITH ->
                    sql.add(
                            "right(" + text + ", ?) = ?",
                            value.codePointCount(0, value.length()),
                            value);
        }
    }
}
