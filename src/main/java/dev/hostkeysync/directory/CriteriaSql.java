package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Compare;
import dev.hostkeysync.directory.Criteria.Elements;
import dev.hostkeysync.directory.Criteria.Flag;
import dev.hostkeysync.directory.Criteria.Member;
import dev.hostkeysync.directory.Criteria.Memberships;
import dev.hostkeysync.directory.Criteria.Moment;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Operator;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.directory.Criteria.Text;
import dev.hostkeysync.directory.Criteria.Values;
import dev.hostkeysync.identity.Caseless;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Criteria as a condition of SQL on the row `t`. It may be null where it does not hold.
final class CriteriaSql {

    /// As long as `directory_emails` makes them.
    private static final int EMAIL_KEY = 254;

    private final ResourceKind kind;
    private final SqlText sql;

    CriteriaSql(ResourceKind kind, SqlText sql) {
        this.kind = kind;
        this.sql = sql;
    }

    void write(Criteria criteria) {
        write(criteria, Optional.empty());
    }

    /// @param within the values that [Part] is a part of
    private void write(Criteria criteria, Optional<Elements> within) {
        switch (criteria) {
            case Criteria.And(List<Criteria> terms) -> joined(terms, " AND ", within);
            case Criteria.Or(List<Criteria> terms) -> joined(terms, " OR ", within);
            case Criteria.Not(Criteria inner) -> {
                // What is null here did not hold either.
                sql.add("NOT COALESCE(");
                write(inner, within);
                sql.add(", false)");
            }
            case Criteria.Constant(boolean holds) -> sql.add(Boolean.toString(holds));
            case Criteria.Present(Operand operand) ->
                    sql.add(text(operand, /* exact */ true, within) + " IS NOT NULL");
            case Criteria.HasMember(String name) -> sql.add("jsonb_exists(t.document, ?)", name);
            case Compare compare -> compare(compare, within);
            case Criteria.Some(Elements elements, Criteria inner) -> some(elements, inner);
        }
    }

    private void joined(List<Criteria> terms, String by, Optional<Elements> within) {
        sql.add("(");
        for (int i = 0; i < terms.size(); i++) {
            sql.add(i == 0 ? "" : by);
            write(terms.get(i), within);
        }
        sql.add(")");
    }

    private void compare(Compare compare, Optional<Elements> within) {
        Operand operand = compare.operand();
        switch (compare.literal()) {
            case Flag(boolean value) ->
                    sql.add(
                            text(operand, /* exact */ true, within) + " = ?",
                            Boolean.toString(value));
            case Moment moment -> MomentSql.write(sql, operand, compare.operator(), moment);
            case Text text when isId(operand, within) && compare.operator() == Operator.EQ ->
                    sameId(operand, text);
            case Text text
                    when operand instanceof Column column
                            && kind.isIndexedName(column)
                            && !text.exact() ->
                    new NameSql(kind, sql)
                            .write(column, compare.operator(), Caseless.key(text.value()));
            case Text(String value, boolean exact) ->
                    TextSql.write(
                            sql,
                            text(operand, exact, within),
                            compare.operator(),
                            exact ? value : Caseless.key(value));
        }
    }

    private static boolean isId(Operand operand, Optional<Elements> within) {
        return operand == Column.ID
                || (operand.equals(new Part("value"))
                        && within.filter(Memberships.class::isInstance).isPresent());
    }

    private void sameId(Operand operand, Text text) {
        Optional<UUID> id = Uuids.parse(text);
        if (id.isEmpty()) {
            sql.add("false");
        } else {
            sql.add(operand == Column.ID ? "t.id" : "m.id").add(" = ?", id.get());
        }
    }

    private void some(Elements elements, Criteria inner) {
        Optional<Text> value = Anchors.value(kind, elements, inner);
        switch (elements) {
            case Values(List<String> path) -> {
                sql.add("(");
                // What the index holds comes first, in words that it understands.
                value.ifPresent(text ->
                        sql.add(
                                "directory_emails(t.document) @> ARRAY[?]::text[] AND ",
                                Prefixes.first(Caseless.key(text.value()), EMAIL_KEY)));
                sql.add(
                        "EXISTS (SELECT 1 FROM jsonb_path_query("
                                + json(path)
                                + ", '$[*]') AS e WHERE ");
            }
            case Memberships _ -> {
                sql.add("(");
                value.flatMap(Uuids::parse).ifPresent(id -> MembershipSql.having(kind, sql, id));
                sql.add("EXISTS (SELECT 1 FROM " + MembershipSql.of(kind) + " AS m WHERE ");
            }
        }
        write(inner, Optional.of(elements));
        sql.add("))");
    }

    private String text(Operand operand, boolean exact, Optional<Elements> within) {
        return switch (operand) {
            case Column column -> kind.text(column, exact);
            case Member(List<String> path) -> ResourceKind.folded(jsonText(path), exact);
            case Part(String name) -> ResourceKind.folded(part(name, within), exact);
        };
    }

    private String part(String name, Optional<Elements> within) {
        if (within.orElseThrow() instanceof Values) {
            return "e ->> " + quoted(name);
        }
        return MembershipSql.part(kind, name);
    }

    static String json(List<String> path) {
        StringBuilder json = new StringBuilder("t.document");
        path.forEach(name -> json.append(" -> ").append(quoted(name)));
        return json.toString();
    }

    static String jsonText(List<String> path) {
        return json(path.subList(0, path.size() - 1)) + " ->> " + quoted(path.getLast());
    }

    static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
