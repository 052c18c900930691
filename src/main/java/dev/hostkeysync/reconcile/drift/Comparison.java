package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.provisioning.Protection;
import dev.hostkeysync.provisioning.Reactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Joins Zoom's list with the directory and the store, and writes down what does not fit. One
/// statement, however many users there are.
@ApplicationScoped
class Comparison {

    /// Whoever has changed so shortly before the list was begun is left out too: clocks differ,
    /// Zoom's list lags, and events are on their way.
    static final Duration MARGIN = Duration.ofMinutes(1);

    /// A key that is on its way for longer is too old.
    private static final Duration OLD = Duration.ofHours(1);

    /// The codes by which Zoom refuses a host key to who has no licence, as the loop notes them.
    private static final String LICENCE_REASON = "/(1108|1109|2033|2034|2038|2039|3412):";

    private final Reactions reactions;
    private final Protection protection;

    Comparison(Reactions reactions, Protection protection) {
        this.reactions = reactions;
        this.protection = protection;
    }

    /// How many there should be on the list, going by the directory.
    int known(Handle handle) {
        return handle.select(
                        """
                        SELECT count(*) FROM directory_user
                        WHERE zoom_user_id IS NOT NULL AND status IN ('ACTIVE', 'DEACTIVATED')
                        """)
                .mapTo(Integer.class)
                .one();
    }

    /// @return how many of each kind there are; kinds without any are missing
    Map<Kind, Integer> write(Handle tx, UUID check, UUID census, Instant beganAt) {
        // Nobody has counted rows as young as these, and a plan for few of them would take hours.
        int _ = tx.execute("ANALYZE census_user");
        int _ = tx.execute("SET LOCAL enable_nestloop = off");
        int _ =
                tx.createUpdate(FindingSql.insert())
                        .bind("check", check)
                        .bind("census", census)
                        .bind("settled", DriftChecks.time(beganAt.minus(MARGIN)))
                        .bind("old", DriftChecks.time(beganAt.minus(OLD)))
                        .bind("licenceReason", LICENCE_REASON)
                        .bind("onCreated", reactions.issuesToNew())
                        .bind("onReturned", reactions.issuesToReturned())
                        .bind("onDeactivated", reactions.concealsOfDeactivated())
                        .bind("onRemoved", reactions.revokesOfRemoved())
                        .bind("onTransferred", reactions.revokesOfTransferred())
                        .execute();
        int _ = tx.execute("SET LOCAL enable_nestloop TO DEFAULT");
        spare(tx, check);
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        tx.select(
                        "SELECT kind, count(*) FROM drift_finding WHERE check_id = ? GROUP BY kind",
                        check)
                .map((row, _) ->
                        Map.entry(Kind.parse(row.getString(1)).orElseThrow(), row.getInt(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// Protected users are told of and left alone.
    private void spare(Handle tx, UUID check) {
        List<Integer> spared = new ArrayList<>();
        tx.select(
                        """
                        SELECT f.number, u.email, coalesce(s.is_protected, false) FROM drift_finding f
                        JOIN directory_user u ON u.id = f.user_id LEFT JOIN sync_user s ON s.user_id = u.id
                        WHERE f.check_id = ? AND f.remedy <> 'NOTHING'
                        """,
                        check)
                .map((row, _) -> {
                    Optional<EmailAddress> email =
                            Optional.ofNullable(row.getString(2)).map(EmailAddress::new);
                    return row.getBoolean(3) || email.filter(protection::covers).isPresent()
                            ? Optional.of(row.getInt(1))
                            : Optional.<Integer>empty();
                })
                .forEach(number -> number.ifPresent(spared::add));
        int _ =
                tx.execute(
                        """
                        UPDATE drift_finding SET remedy = 'NOTHING', note = 'the user is protected'
                        WHERE check_id = ? AND number = ANY (?)
                        """,
                        check,
                        spared.toArray(Integer[]::new));
    }
}
