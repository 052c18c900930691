package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Member;
import dev.hostkeysync.directory.Criteria.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// An order as SQL on the row `t`: by a key that is never null, then by id.
record SortSql(ResourceKind kind, Sort sort) {

    /// The end of the year 9999.
    private static final long LAST_MICROS = 253_402_300_799_999_999L;

    /// What ranks come from. An id ranks by itself.
    String key() {
        return switch (sort.by()) {
            case Column column ->
                    switch (column) {
                        case CREATED, UPDATED -> ResourceKind.moment(column);
                        case ID -> "''::text";
                        case USER_NAME, DISPLAY_NAME ->
                                sort.isIndexed(kind)
                                        ? kind.indexed(column)
                                        : ResourceKind.orLast(kind.text(column, sort.exact()));
                        case EXTERNAL_ID -> ResourceKind.orLast(kind.text(column, sort.exact()));
                        // Right-aligned, so that 9 comes before 10.
                        case VERSION -> "lpad(t.version::text, 20) COLLATE \"C\"";
                    };
            case Member(List<String> path) -> orLast(jsonText(path));
            case Part(String name) ->
                    orLast(
                            """
                            (SELECT e ->> %s FROM jsonb_path_query(%s, '$[*]') WITH ORDINALITY AS v (e, n)
                             ORDER BY (e ->> 'primary' = 'true') IS TRUE DESC, n LIMIT 1)\
                            """
                                    .formatted(
                                            CriteriaSql.quoted(name),
                                            CriteriaSql.json(sort.of().orElseThrow().path())));
        };
    }

    private static String jsonText(List<String> path) {
        return CriteriaSql.jsonText(path);
    }

    private String orLast(String text) {
        return ResourceKind.orLast(ResourceKind.folded(text, sort.exact()));
    }

    /// `ORDER BY` of the columns.
    ///
    /// @param backward from the end to the beginning
    String orderBy(String key, String id, boolean backward) {
        String way = sort.descending() == backward ? "" : " DESC";
        return " ORDER BY " + (byIdOnly() ? "" : key + way + ", ") + id + way;
    }

    /// What holds of the rows on one side of the position.
    ///
    /// @throws IllegalArgumentException for a position that is none in this order
    void beyond(SqlText sql, String key, String id, Position position, boolean backward) {
        String sign = sort.descending() == backward ? " > " : " < ";
        if (byIdOnly()) {
            sql.add(id + sign + "?", position.id());
        } else {
            sql.add(
                    "(" + key + ", " + id + ")" + sign + "(?, ?)",
                    isMoment() ? moment(position.key()) : position.key(),
                    position.id());
        }
    }

    /// The key in the form of [Position#key].
    String text(String key) {
        return isMoment()
                ? "(extract(epoch FROM " + key + ") * 1000000)::bigint::text"
                : "(" + key + ")";
    }

    private static OffsetDateTime moment(String micros) {
        long value = Long.parseLong(micros);
        if (value < 0 || value > LAST_MICROS) {
            throw new IllegalArgumentException("no moment of ours");
        }
        return Instant.EPOCH.plus(value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private boolean byIdOnly() {
        return sort.by() == Column.ID;
    }

    private boolean isMoment() {
        return sort.by() == Column.CREATED || sort.by() == Column.UPDATED;
    }
}
