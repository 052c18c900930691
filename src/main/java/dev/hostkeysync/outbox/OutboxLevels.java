package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// How full the outbox is: the last reading, also while the database is away.
@ApplicationScoped
public class OutboxLevels {

    /// @param rows messages that are committed and not yet on Kafka; above [#COUNTED] about
    /// @param oldestSeconds age of the oldest of them; 0 = there is none
    public record Level(long rows, double oldestSeconds) {

        static final Level EMPTY = new Level(0, 0);
    }

    /// So many are counted one by one.
    static final int COUNTED = 100_000;

    private final Sample<Level> level;

    OutboxLevels(Samples samples) {
        this.level = samples.of(Level.EMPTY, OutboxLevels::read);
    }

    public Level level() {
        return level.get();
    }

    /// NB: Kafka may be away for as long as the disk holds, and reading must not become slower with
    /// every row: PostgreSQL's own estimate is good enough for so many.
    private static Level read(Handle handle) {
        return handle.select(
                        """
                        SELECT CASE WHEN counted.rows < :counted THEN counted.rows
                                ELSE greatest(counted.rows,
                                    (SELECT reltuples::bigint FROM pg_class WHERE oid = 'outbox'::regclass)) END,
                            coalesce((SELECT extract(epoch FROM now() - created_at) FROM outbox ORDER BY id LIMIT 1), 0)
                        FROM (SELECT count(*) AS rows FROM (SELECT FROM outbox LIMIT :counted) few) counted
                        """)
                .bind("counted", COUNTED)
                .map((row, _) -> new Level(row.getLong(1), row.getDouble(2)))
                .one();
    }
}
