package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tells what one look at a user found, report by report. Each has an id of its own: a state may be
/// reported again, when it is one again.
final class Finding {

    static final String SOURCE = "graph";

    private final Reports reports;
    private final ObjectId user;
    private Instant at;

    /// @param readAt from before the question, so that nothing that happened meanwhile is taken for
    ///   older
    Finding(Reports reports, ObjectId user, Instant readAt) {
        this.reports = reports;
        this.user = user;
        this.at = readAt.truncatedTo(ChronoUnit.MICROS);
    }

    Outcome report(Report report) {
        Outcome outcome =
                reports.take(new Notice(SOURCE, List.of("look:" + user + ":" + at), at, report));
        // What is told next happened after it.
        at = at.plus(1, ChronoUnit.MICROS);
        return outcome;
    }

    /// Reports of a user by the names they have now; if those are not known, by the ones before: a
    /// new name may not be known yet, or be known already.
    Outcome report(GraphUser now, Optional<LastSaid> last, Function<UserReference, Report> report) {
        Outcome outcome = report(report.apply(reference(now)));
        if (outcome != Outcome.UNKNOWN_USER || last.isEmpty() || !last.get().differsFrom(now)) {
            return outcome;
        }
        return report(report.apply(reference(user, last.get())));
    }

    static UserReference reference(GraphUser now) {
        return reference(now.id(), LastSaid.of(now));
    }

    static UserReference reference(ObjectId user, LastSaid said) {
        UserReference byId = UserReference.none().with(new ExternalId(user.value()));
        UserReference byName = said.userName().map(byId::withUserName).orElse(byId);
        return said.email().map(byName::with).orElse(byName);
    }
}
