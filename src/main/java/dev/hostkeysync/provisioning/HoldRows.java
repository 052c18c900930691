package dev.hostkeysync.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tables of holds, read.
final class HoldRows {

    private static final JsonMapper JSON = new JsonMapper();

    private static final RowMapper<HeldUser> USER =
            (row, _) ->
                    new HeldUser(
                            new UserId(row.getObject("user_id", UUID.class)),
                            Order.valueOf(row.getString("action")),
                            row.getString("cause"),
                            row.getString("origin"),
                            row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                            HoldOutcome.valueOf(row.getString("outcome")));

    private HoldRows() {}

    /// @param condition on `revocation_hold`, and an order
    static List<Hold> holds(Handle tx, String condition, Object... values) {
        return tx.select("SELECT * FROM revocation_hold " + condition, values)
                .map((row, _) -> hold(tx, row))
                .list();
    }

    private static Hold hold(Handle tx, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Optional<Instant> finishedAt = instant(row, "finished_at");
        return new Hold(
                id,
                HoldState.valueOf(row.getString("state")),
                instant(row, "opened_at").orElseThrow(),
                passed(row),
                row.getLong("users"),
                finishedAt.isPresent() ? outcomes(row.getString("outcomes")) : outcomesNow(tx, id),
                asked(tx, id),
                instant(row, "resolved_at"),
                Optional.ofNullable(row.getString("resolved_by")),
                finishedAt);
    }

    static Hold.Passed passed(ResultSet row) throws SQLException {
        return new Hold.Passed(
                row.getLong("guard_count"),
                row.getBigDecimal("guard_percent"),
                Duration.ofSeconds(row.getLong("window_seconds")),
                row.getLong("population"),
                row.getLong("allowed"),
                row.getLong("passed"));
    }

    static Map<HoldOutcome, Long> outcomes(String json) {
        try {
            JsonNode counted = JSON.readTree(json);
            Map<HoldOutcome, Long> counts = none();
            counts.replaceAll((outcome, _) -> counted.path(outcome.name()).asLong());
            return counts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL's JSON cannot be read", e);
        }
    }

    private static Map<HoldOutcome, Long> outcomesNow(Handle tx, UUID hold) {
        Map<HoldOutcome, Long> counts = none();
        tx.select(
                        "SELECT outcome, count(*) FROM held_revocation WHERE hold_id = ? GROUP BY outcome",
                        hold)
                .map((row, _) -> Map.entry(HoldOutcome.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    private static Map<HoldOutcome, Long> none() {
        Map<HoldOutcome, Long> counts = new EnumMap<>(HoldOutcome.class);
        for (HoldOutcome outcome : HoldOutcome.values()) {
            counts.put(outcome, 0L);
        }
        return counts;
    }

    private static List<Hold.Asked> asked(Handle tx, UUID hold) {
        return tx.select(
                        """
                        SELECT cause, origin, users FROM revocation_hold_asked WHERE hold_id = ?
                        ORDER BY users DESC, cause, origin
                        """,
                        hold)
                .map((row, _) -> new Hold.Asked(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /// @param condition on `held_revocation`, and an order
    static List<HeldUser> users(Handle tx, String condition, Object... values) {
        return tx.select("SELECT * FROM held_revocation " + condition, values).map(USER).list();
    }

    /// As logs and the API name it.
    static String label(HoldOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
