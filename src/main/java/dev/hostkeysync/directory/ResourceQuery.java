package dev.hostkeysync.directory;

import dev.hostkeysync.directory.ResourcePage.Row;
import dev.hostkeysync.directory.Search.Start;
import dev.hostkeysync.directory.SearchRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Searches one table. What a search reads is bounded: by an index, by the size of the directory,
/// and at last by time.
public final class ResourceQuery<T> {

    /// Up to so many resources are read for criteria or an order that no index serves.
    static final int SMALL = 10_000;

    private static final Duration TIME = Duration.ofSeconds(3);
    private static final String QUERY_CANCELED = "57014";

    private final ResourceKind kind;
    private final Jdbi jdbi;
    private final String columns;
    private final RowMapper<T> mapper;
    private final PageHints hints;
    private final long small;

    /// @param columns what the mapper reads, all of them columns of the table
    public ResourceQuery(
            ResourceKind kind,
            Jdbi jdbi,
            List<String> columns,
            RowMapper<T> mapper,
            InstantSource clock) {
        this(kind, jdbi, columns, mapper, clock, SMALL);
    }

    ResourceQuery(
            ResourceKind kind,
            Jdbi jdbi,
            List<String> columns,
            RowMapper<T> mapper,
            InstantSource clock,
            long small) {
        this.kind = kind;
        this.jdbi = jdbi;
        this.columns = columns.stream().map(name -> "t." + name).collect(Collectors.joining(", "));
        this.mapper = mapper;
        this.hints = new PageHints(clock);
        this.small = small;
    }

    /// @throws SearchRefused for what would read too much
    /// @throws IllegalArgumentException for a position that is none in the search's order
    public ResourcePage<T> page(Search search) {
        try {
            if (search.criteria().equals(Criteria.NONE)) {
                return new ResourcePage<>(List.of(), 0, /* more */ false);
            }
            return Anchors.few(kind, search.criteria())
                    ? jdbi.withHandle(db -> matching(db, search))
                    : jdbi.inTransaction(tx -> {
                        limitTime(tx);
                        return search.criteria().equals(Criteria.ALL)
                                ? all(tx, search)
                                : matching(tx, search);
                    });
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql
                    && QUERY_CANCELED.equals(sql.getSQLState())) {
                throw new SearchRefused(Reason.TIME);
            }
            throw e;
        }
    }

    private static void limitTime(Handle tx) {
        // Compiling a plan (jit) costs more than most of these statements.
        int _ =
                tx.execute(
                        "SET LOCAL statement_timeout = %d; SET LOCAL jit = off"
                                .formatted(TIME.toMillis()));
    }

    private long count(Handle tx) {
        return tx.createQuery("SELECT COALESCE(sum(n), 0) FROM directory_count WHERE kind = ?")
                .bind(0, kind.counted())
                .mapTo(Long.class)
                .one();
    }

    private ResourcePage<T> all(Handle tx, Search search) {
        long total = count(tx);
        if (total > small && !search.sort().isIndexed(kind)) {
            throw new SearchRefused(Reason.SORT);
        }
        if (search.limit() == 0
                || (search.start() instanceof Search.Index(long offset) && offset >= total)) {
            return new ResourcePage<>(List.of(), total, /* more */ false);
        }
        Search nearer = search;
        long skipped = 0;
        if (search.start() instanceof Search.Index(long offset)) {
            Optional<PageHints.Known> known = hints.before(search.sort(), offset);
            skipped = known.map(place -> offset - place.offset()).orElse(offset);
            if (known.isPresent()) {
                nearer =
                        new Search(
                                search.criteria(),
                                search.sort(),
                                new Search.After(known.get().position()),
                                search.limit());
            }
        }
        SqlText sql = allSql(nearer, skipped);
        ResourcePage<T> page = cut(sql.on(tx).map(this::row).list(), search, total);
        if (search.start() instanceof Search.Index(long offset) && !page.rows().isEmpty()) {
            hints.remember(
                    search.sort(), offset + page.rows().size(), page.rows().getLast().position());
        }
        return page;
    }

    // Rows are skipped in the index alone where it can be; only what is wanted is read whole.
    SqlText allSql(Search search, long skipped) {
        SortSql sort = new SortSql(kind, search.sort());
        boolean backward = search.start() instanceof Search.Before;
        SqlText sql =
                new SqlText()
                        .add("WITH part AS (SELECT t.id AS found_id, " + sort.key())
                        .add(" AS found_key FROM " + kind.table() + " t WHERE " + kind.living());
        position(search.start())
                .ifPresent(at -> {
                    sql.add(" AND ");
                    sort.beyond(sql, sort.key(), "t.id", at, backward);
                });
        sql.add(sort.orderBy(sort.key(), "t.id", backward))
                .add(" OFFSET ? LIMIT ?) ", skipped, search.limit() + 1);
        return sql.add("SELECT part.found_id, " + sort.text("part.found_key"))
                .add(" AS found_key, " + columns + " FROM part JOIN " + kind.table())
                .add(" t ON t.id = part.found_id")
                .add(sort.orderBy("part.found_key", "part.found_id", backward));
    }

    private ResourcePage<T> matching(Handle db, Search search) {
        if (!Anchors.bound(kind, search.criteria()) && count(db) > small) {
            throw new SearchRefused(Reason.CRITERIA);
        }
        long[] total = new long[1];
        List<Row<T>> rows =
                matchingSql(search)
                        .on(db)
                        .map((row, context) -> {
                            total[0] = row.getLong("found_total");
                            // One row is there even where nothing is found, to say so.
                            return row.getObject("found_id") == null
                                    ? Optional.<Row<T>>empty()
                                    : Optional.of(row(row, context));
                        })
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();
        return cut(rows, search, total[0]);
    }

    // What matches is found first and without an order, so that only the criteria decide which
    // index is read, never the hope that matches are near the beginning.
    SqlText matchingSql(Search search) {
        SortSql sort = new SortSql(kind, search.sort());
        boolean backward = search.start() instanceof Search.Before;
        SqlText sql =
                new SqlText()
                        .add("WITH found AS MATERIALIZED (SELECT t.id AS found_id, ")
                        .add(sort.key() + " AS found_key FROM " + kind.table() + " t WHERE ")
                        .add(kind.living() + " AND ");
        new CriteriaSql(kind, sql).write(search.criteria());
        sql.add("), part AS (SELECT found_id, found_key FROM found");
        position(search.start())
                .ifPresent(at -> {
                    sql.add(" WHERE ");
                    sort.beyond(sql, "found_key", "found_id", at, backward);
                });
        sql.add(sort.orderBy("found_key", "found_id", backward));
        sql.add(
                " OFFSET ? LIMIT ?)",
                search.start() instanceof Search.Index(long offset) ? offset : 0L,
                search.limit() == 0 ? 0 : search.limit() + 1);
        return sql.add(" SELECT (SELECT count(*) FROM found) AS found_total, part.found_id,")
                .add(" " + sort.text("part.found_key") + " AS found_key, " + columns)
                .add(" FROM (VALUES (1)) AS always LEFT JOIN (part JOIN " + kind.table())
                .add(" t ON t.id = part.found_id) ON true")
                .add(sort.orderBy("part.found_key", "part.found_id", backward));
    }

    private static Optional<Position> position(Start start) {
        return switch (start) {
            case Search.Index _ -> Optional.empty();
            case Search.After(Position position) -> Optional.of(position);
            case Search.Before(Position position) -> Optional.of(position);
        };
    }

    private Row<T> row(ResultSet row, StatementContext context) throws SQLException {
        return new Row<>(
                mapper.map(row, context),
                new Position(row.getString("found_key"), row.getObject("found_id", UUID.class)));
    }

    // One more than was asked for tells whether there are more.
    private static <T> ResourcePage<T> cut(List<Row<T>> rows, Search search, long total) {
        boolean more = rows.size() > search.limit();
        List<Row<T>> wanted = new ArrayList<>(more ? rows.subList(0, search.limit()) : rows);
        if (search.start() instanceof Search.Before) {
            Collections.reverse(wanted);
        }
        return new ResourcePage<>(Collections.unmodifiableList(wanted), total, more);
    }
}
