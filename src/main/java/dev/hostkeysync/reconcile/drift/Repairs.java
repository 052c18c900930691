package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Marked;
import dev.hostkeysync.provisioning.Marks;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.Protection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Puts findings right, each in the transaction in which it is found to be so still.
@ApplicationScoped
class Repairs {

    static final String REPAIRED = "repaired";
    static final String OVER = "over";

    private static final String CAUSE = "drift-check";

    /// Senders' clocks tell no order within a millisecond, so the second word comes well after.
    private static final Duration AFTER = Duration.ofMillis(10);

    private final Findings findings;
    private final Marks marks;
    private final Protection protection;
    private final Directory directory;
    private final DirectoryReader reader;

    Repairs(
            Findings findings,
            Marks marks,
            Protection protection,
            Directory directory,
            DirectoryReader reader) {
        this.findings = findings;
        this.marks = marks;
        this.protection = protection;
        this.directory = directory;
        this.reader = reader;
    }

    /// Marks users for the loop, behind live work.
    ///
    /// @param same findings of one remedy
    /// @return how many are repaired
    int mark(Handle tx, DriftCheck check, List<Finding> same, Order order, double share) {
        findings.lockWork(tx, same);
        Map<Integer, Boolean> still = findings.still(tx, check.id(), same, check.beganAt());
        Map<Integer, String> outcomes = new HashMap<>();
        for (boolean bulk : new boolean[] {false, true}) {
            // What a backfill has begun stays as quiet as it was.
            Lane lane = bulk ? Lane.bulk(share) : Lane.batch(share);
            List<Finding> together =
                    same.stream()
                            .filter(one -> Objects.equals(still.get(one.number()), bulk))
                            .toList();
            Map<UserId, Marked> marked =
                    together.isEmpty()
                            ? Map.of()
                            : marks.mark(tx, users(together), order, CAUSE, lane);
            together.forEach(one -> outcomes.put(one.number(), word(marked.get(one.user()))));
        }
        same.forEach(one -> outcomes.putIfAbsent(one.number(), OVER));
        findings.settle(tx, check.id(), outcomes, null);
        return repaired(outcomes);
    }

    /// Tells the directory what the webhook would have, as of when the list was begun: whatever was
    /// said since is later, and stays in force.
    ///
    /// @return how many are repaired
    int tell(Handle tx, DriftCheck check, Finding finding) {
        boolean still =
                findings.still(tx, check.id(), List.of(finding), check.beganAt())
                        .containsKey(finding.number());
        String outcome =
                !still
                        ? OVER
                        : isProtected(tx, finding.user())
                                ? word(Marked.PROTECTED)
                                : told(tx, finding, check.beganAt());
        Map<Integer, String> outcomes = Map.of(finding.number(), outcome);
        findings.settle(tx, check.id(), outcomes, null);
        return repaired(outcomes);
    }

    /// Zoom itself says that it is not so.
    void refute(Handle tx, DriftCheck check, Finding finding) {
        findings.settle(
                tx,
                check.id(),
                Map.of(finding.number(), OVER),
                "Zoom, asked for this one user, says otherwise than its list");
    }

    private String told(Handle tx, Finding finding, Instant at) {
        String outcome = "";
        Instant when = at;
        for (Report report : reports(finding)) {
            outcome = word(directory.report(tx, report, when, CAUSE));
            when = when.plus(AFTER);
        }
        return outcome;
    }

    private static List<Report> reports(Finding finding) {
        UserReference known = UserReference.none().with(finding.user());
        UserReference user = with(known, finding.zoomUserId());
        List<Report> reports = new ArrayList<>();
        switch (finding.remedy()) {
            case UNLINK -> {
                reports.add(new Report.DeletedAtZoom(user));
                finding.successor()
                        .map(id -> new Report.ReadyAtZoom(with(known, Optional.of(id))))
                        .ifPresent(reports::add);
            }
            case SWITCH_ON -> reports.add(new Report.ActivatedAtZoom(user));
            case SWITCH_OFF -> reports.add(new Report.DeactivatedAtZoom(user));
            case LINK -> reports.add(new Report.ReadyAtZoom(user));
            case FOLLOW ->
                    finding.zoomEmail()
                            .map(email -> new Report.Profiled(user, new MovedAddress(email)))
                            .ifPresent(reports::add);
            case ISSUE, REVOKE, CONCEAL, RETRY, ROTATE, NOTHING ->
                    throw new IllegalArgumentException("nothing to tell the directory");
        }
        return reports;
    }

    private static UserReference with(UserReference user, Optional<ZoomUserId> id) {
        return id.map(user::with).orElse(user);
    }

    private boolean isProtected(Handle tx, UserId user) {
        return protection.among(tx, reader.current(tx, List.of(user)).values()).contains(user);
    }

    private static List<UserId> users(Collection<Finding> findings) {
        return findings.stream().map(Finding::user).toList();
    }

    private static int repaired(Map<Integer, String> outcomes) {
        Map<String, Long> counts =
                outcomes.values().stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.getOrDefault(REPAIRED, 0L).intValue();
    }

    private static String word(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Changed _ -> REPAIRED;
            case ChangeResult.Unchanged _, ChangeResult.Late _ -> OVER;
            case ChangeResult.NotFound _ -> "unknown";
            case ChangeResult.Ambiguous _,
                    ChangeResult.UserNameTaken _,
                    ChangeResult.VersionMismatch _ ->
                    "ambiguous";
        };
    }

    private static String word(@org.jspecify.annotations.Nullable Marked marked) {
        if (marked == null) {
            return OVER;
        }
        return marked == Marked.DONE
                ? REPAIRED
                : marked.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
