package dev.hostkeysync.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// A schema as PostgreSQL's catalogue tells it: all that statements of the service may rely on or
/// run into.
///
/// @param parts by kind and name, such as `column sync_user.traceparent`
record Schema(Map<String, Part> parts) {

    /// @param table that has it; empty = it belongs to none
    /// @param definition in SQL
    record Part(String kind, String table, String definition) {}

    private static final String PARTS =
            """
            WITH own AS (SELECT oid, relname::text AS t FROM pg_class
                         WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm'))
            SELECT 'table' AS kind, t AS name, t AS owner, '' AS definition FROM own
            UNION ALL
            SELECT 'column', t || '.' || a.attname, t, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                'COLLATE ' || nullif(a.attcollation, 0)::regcollation::text, CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), nullif(concat('GENERATED ', a.attidentity, a.attgenerated), 'GENERATED '))
            FROM own JOIN pg_attribute a ON a.attrelid = own.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_attrdef d ON d.adrelid = own.oid AND d.adnum = a.attnum
            UNION ALL
            SELECT 'constraint', t || '.' || conname, t, replace(pg_get_constraintdef(c.oid), ' NOT VALID', '')
            FROM own JOIN pg_constraint c ON c.conrelid = own.oid WHERE contype <> 'n'
            UNION ALL
            SELECT CASE WHEN i.indisunique THEN 'unique index' ELSE 'index' END, t || '.' || i.indexrelid::regclass::text, t,
                pg_get_indexdef(i.indexrelid)
            FROM own JOIN pg_index i ON i.indrelid = own.oid
            UNION ALL
            SELECT 'trigger', t || '.' || tgname, t, pg_get_triggerdef(g.oid) || ' ' || tgenabled::text
            FROM own JOIN pg_trigger g ON g.tgrelid = own.oid WHERE NOT tgisinternal
            UNION ALL
            SELECT 'rule', t || '.' || rulename, t, pg_get_ruledef(r.oid) FROM own JOIN pg_rewrite r ON r.ev_class = own.oid
            UNION ALL
            SELECT 'policy', t || '.' || polname, t, '' FROM own JOIN pg_policy p ON p.polrelid = own.oid
            UNION ALL
            SELECT 'function', p.oid::regprocedure::text, '', pg_get_functiondef(p.oid)
            FROM pg_proc p LEFT JOIN pg_depend e ON e.objid = p.oid AND e.deptype = 'e'
            WHERE pronamespace = current_schema()::regnamespace AND prokind IN ('f', 'p') AND e.objid IS NULL
            """;

    static Schema of(Handle handle) {
        Map<String, Part> parts = new TreeMap<>();
        handle.select(PARTS)
                .map((row, _) ->
                        Map.entry(
                                row.getString(1) + " " + row.getString(2),
                                new Part(row.getString(1), row.getString(3), row.getString(4))))
                .forEach(part -> parts.put(part.getKey(), part.getValue()));
        return new Schema(parts);
    }

    /// What a version that was written for this schema may not survive on the next one.
    List<String> faultsOf(Schema next) {
        List<String> faults = new ArrayList<>();
        parts.forEach((name, part) -> {
            Part then = next.parts.get(name);
            if (then == null) {
                faults.add(name + ": gone");
            } else if (!then.equals(part)) {
                faults.add(name + ": another");
            }
        });
        next.parts.forEach((name, part) -> {
            if (!parts.containsKey(name) && hinders(part)) {
                faults.add(name + ": new");
            }
        });
        return faults;
    }

    /// Whether who does not know it runs into it.
    private boolean hinders(Part added) {
        boolean ownTable = !parts.containsKey("table " + added.table);
        return switch (added.kind) {
            case "column" ->
                    !ownTable
                            && added.definition.matches("(?!.*( DEFAULT | GENERATED )).* NOT NULL");
            case "constraint" -> !ownTable || holdsOnToOthers(added);
            case "unique index", "trigger", "rule", "policy" -> !ownTable;
            default -> false;
        };
    }

    /// A row of an older table could not be deleted any more.
    private boolean holdsOnToOthers(Part constraint) {
        return parts.entrySet().stream()
                .filter(one -> one.getValue().kind.equals("table"))
                .anyMatch(one ->
                        constraint.definition.matches(
                                "FOREIGN KEY .* REFERENCES %s\\(.*\\)(?! ON DELETE (CASCADE|SET ))(| .*)"
                                        .formatted(one.getValue().table)));
    }
}
