package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// A row of `sync_user`, read.
final class SyncRowMapper implements RowMapper<SyncRow> {

    static final String COLUMNS =
            "user_id, applied_version, wanted, cause, traceparent, state, attempts, refusals, accepted_at,"
                    + " batch_share, bulk, is_protected, held_in";

    @Override
    public SyncRow map(ResultSet row, StatementContext context) throws SQLException {
        return new SyncRow(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getLong("applied_version"),
                Wanted.valueOf(row.getString("wanted")),
                row.getString("cause"),
                Optional.ofNullable(row.getString("traceparent")).flatMap(TraceParent::parse),
                SyncState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getInt("refusals"),
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                lane(row),
                row.getBoolean("is_protected"),
                Optional.ofNullable(row.getObject("held_in", UUID.class)));
    }

    static Lane lane(ResultSet row) throws SQLException {
        float share = row.getFloat("batch_share");
        return row.wasNull()
                ? Lane.LIVE
                : new Lane(Optional.of((double) share), row.getBoolean("bulk"));
    }
}
