package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;

/// The two tables that are searched alike. Each row is `t` in the SQL here.
public enum ResourceKind {
    USER("directory_user", "User", "t.status <> 'REMOVED'"),
    GROUP("directory_group", "Group", "true");

    /// Behind every character there is: what is missing comes last.
    private static final String LAST = "chr(1114111)";

    private static final String DOCUMENTS_DISPLAY_NAME = "t.document ->> 'displayName'";

    private final String table;
    private final String counted;
    private final String living;

    ResourceKind(String table, String counted, String living) {
        this.table = table;
        this.counted = counted;
        this.living = living;
    }

    String table() {
        return table;
    }

    /// Its name in `directory_count`.
    String counted() {
        return counted;
    }

    /// What holds of a row that is there for the world.
    String living() {
        return living;
    }

    /// The value of a column as text; null where it is missing.
    ///
    /// @param exact otherwise folded
    String text(Column column, boolean exact) {
        return switch (column) {
            case ID -> "t.id::text";
            case USER_NAME ->
                    this == USER && !exact
                            ? "t.user_name_key"
                            : folded("t.document ->> 'userName'", exact);
            case EXTERNAL_ID -> folded("t.external_id", exact);
            case DISPLAY_NAME ->
                    this == GROUP && !exact
                            ? "t.display_name_key"
                            : folded(DOCUMENTS_DISPLAY_NAME, exact);
            case CREATED, UPDATED -> moment(column) + "::text";
            case VERSION -> "t.version::text";
        };
    }

    static String moment(Column column) {
        return column == Column.CREATED ? "t.created_at" : "t.updated_at";
    }

    static String folded(String text, boolean exact) {
        return exact ? "(" + text + ")" : "directory_fold(" + text + ")";
    }

    /// The name as an index holds it: in the order of characters, and of a display name in a
    /// document the beginning only.
    String indexed(Column name) {
        return name == Column.DISPLAY_NAME && this == USER
                ? orLast("left(directory_fold(" + DOCUMENTS_DISPLAY_NAME + "), 200)")
                : text(name, /* exact */ false) + " COLLATE \"C\"";
    }

    static String orLast(String text) {
        return "COALESCE(" + text + ", " + LAST + ") COLLATE \"C\"";
    }

    /// Whether the column holds text that an index can look up from its beginning.
    boolean isIndexedName(Column column) {
        return column == Column.DISPLAY_NAME || (column == Column.USER_NAME && this == USER);
    }
}
