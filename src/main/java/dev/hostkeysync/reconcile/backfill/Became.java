package dev.hostkeysync.reconcile.backfill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What the sync loop has made of a user. Whoever is in doubt counts as on the way for a while: as
/// a rule Zoom says what became of it when it is asked again.
record Became(UserState state, Optional<String> reason) {

    static Became of(ResultSet row) throws SQLException {
        Optional<String> reason = Optional.ofNullable(row.getString("reason"));
        return switch (row.getString("state")) {
            case "DONE" ->
                    row.getBoolean("has_key") && row.getString("wanted").equals("KEY")
                            ? new Became(UserState.DONE, Optional.empty())
                            : new Became(
                                    UserState.SKIPPED, Optional.of(Skip.DEACTIVATED.wireName()));
            case "REFUSED" -> new Became(UserState.FAILED, reason);
            case "WAITING" -> new Became(UserState.WAITING, reason);
            case "IN_DOUBT" ->
                    new Became(
                            row.getBoolean("long_in_doubt") ? UserState.IN_DOUBT : UserState.MARKED,
                            reason);
            default -> new Became(UserState.MARKED, Optional.empty());
        };
    }
}
