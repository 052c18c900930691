package dev.hostkeysync.reconcile.census;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads the list of the account's users page by page into `census_user`, which the owner joins by
/// SQL. Page and rows are committed together, so any replica goes on where another was killed.
///
/// A user who changes while the lists are read is there once, as told last. Who is missing need not
/// be gone: somebody switched on again at Zoom between two lists may be in neither. Ask for the one
/// user before you act on their absence.
@ApplicationScoped
public class Census {

    private static final Logger LOG = Logger.getLogger(Census.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final Duration ACCOUNT_REFUSED = Duration.ofMinutes(1);

    /// After so many restarts of one list something other than bad luck is at work.
    private static final int PATIENCE = 3;

    private final Jdbi jdbi;
    private final CensusRows rows;
    private final ZoomUsers zoom;
    private final Ids ids;

    Census(Jdbi jdbi, CensusRows rows, ZoomUsers zoom, Ids ids) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.zoom = zoom;
        this.ids = ids;
    }

    /// Makes one in the caller's transaction; nothing is read yet.
    ///
    /// @param share the part of our budget that reading may use, more than 0 and at most 1
    public UUID begin(Handle tx, double share) {
        UUID id = ids.next();
        rows.begin(tx, id, share);
        return id;
    }

    /// Reads the next page: one call to Zoom, then one transaction of its own. Call it again until
    /// it is complete, after which it tells so without a call.
    ///
    /// @throws NoSuchCensus when there is no such census, or none any more
    public CensusStep read(UUID id) {
        CensusRows.Progress progress = jdbi.withHandle(handle -> rows.progress(handle, id));
        if (progress.next().isEmpty()) {
            return complete(id, progress);
        }
        CensusRows.Place place = progress.next().get();
        return switch (zoom.list(
                place.status(), place.token(), new Priority.Batch(progress.share()))) {
            case UserListing.Page page -> taken(id, place, page);
            case UserListing.PageExpired(String reason) -> restarted(id, place, reason);
            case UserListing.Failed(ZoomOutcome.Trouble trouble) -> later(trouble);
        };
    }

    /// Drops it and its rows, in the caller's transaction. One that is gone already is no fault.
    public void forget(Handle tx, UUID id) {
        rows.forget(tx, id);
    }

    private CensusStep taken(UUID id, CensusRows.Place place, UserListing.Page page) {
        boolean goesInCircles = page.next().isPresent() && page.next().equals(place.token());
        if (goesInCircles) {
            return restarted(id, place, "Zoom names a page as the one after itself");
        }
        List<ZoomUser> users = page.users();
        jdbi.useTransaction(tx -> {
            if (rows.turn(tx, id, place, page)) {
                rows.put(tx, id, place.status(), users);
            }
        });
        return state(id);
    }

    private CensusStep restarted(UUID id, CensusRows.Place place, String reason) {
        LOG.infof(
                "Zoom's list of %s users is read from its beginning once more: %s",
                place.status().name().toLowerCase(Locale.ROOT), reason);
        jdbi.useTransaction(tx -> rows.restart(tx, id, place));
        return place.restarts() < PATIENCE
                ? state(id)
                : new CensusStep.Later(AFTER_TROUBLE, reason);
    }

    private CensusStep state(UUID id) {
        CensusRows.Progress progress = jdbi.withHandle(handle -> rows.progress(handle, id));
        return progress.next().isPresent()
                ? new CensusStep.More(progress.listed(), progress.expected())
                : complete(id, progress);
    }

    private CensusStep complete(UUID id, CensusRows.Progress progress) {
        int users = jdbi.withHandle(handle -> rows.count(handle, id));
        return new CensusStep.Complete(users, progress.unreadable(), progress.expected());
    }

    private static CensusStep later(ZoomOutcome.Trouble trouble) {
        Duration pause =
                switch (trouble) {
                    case ZoomOutcome.Throttled(Duration asked, _, _, _) ->
                            asked.compareTo(SOON) > 0 ? asked : SOON;
                    case ZoomOutcome.AccountRefused _ -> ACCOUNT_REFUSED;
                    case ZoomOutcome.Unknown _, ZoomOutcome.NotSent _ -> AFTER_TROUBLE;
                };
        return new CensusStep.Later(pause, trouble.reason());
    }
}
