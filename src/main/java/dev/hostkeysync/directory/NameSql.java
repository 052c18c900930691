package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Operator;

/// Comparisons of names that have an index: what it holds comes first, in words that it
/// understands.
record NameSql(ResourceKind kind, SqlText sql) {

    /// As much of a display name as the index holds.
    private static final int INDEXED = 200;

    /// @param value folded
    void write(Column name, Operator operator, String value) {
        String text = kind.text(name, /* exact */ false);
        switch (operator) {
            case EQ -> {
                sql.add("(" + kind.indexed(name) + " = ? AND ", Prefixes.first(value, INDEXED));
                TextSql.write(sql, text, operator, value);
                sql.add(")");
            }
            case STARTS_WITH -> {
                String prefix = Prefixes.first(value, INDEXED);
                // NB: not LIKE, which uses an index only where the text is known to the planner.
                sql.add("(" + kind.indexed(name) + " >= ? AND ", prefix);
                Prefixes.end(prefix)
                        .ifPresent(end -> sql.add(kind.indexed(name) + " < ? AND ", end));
                TextSql.write(sql, text, operator, value);
                sql.add(")");
            }
            case GT, GE, LT, LE, CONTAINS, ENDS_WITH -> TextSql.write(sql, text, operator, value);
        }
    }
}
