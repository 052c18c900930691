package dev.hostkeysync.portal.console;

import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.NameSearch;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Answers questions to the audit trail.
@ApplicationScoped
class AuditDesk {

    /// Nobody has more than a few users of one name.
    private static final int NAMESAKES = 50;

    /// @param next where the next page begins; empty = this is the last one
    record Page(List<AuditLine> lines, Optional<AuditSearch.Place> next) {}

    private final Jdbi jdbi;
    private final AuditSearch search;
    private final AuditTrail trail;
    private final NameSearch names;
    private final DirectoryReader directory;

    AuditDesk(
            Jdbi jdbi,
            AuditSearch search,
            AuditTrail trail,
            NameSearch names,
            DirectoryReader directory) {
        this.jdbi = jdbi;
        this.search = search;
        this.trail = trail;
        this.names = names;
        this.directory = directory;
    }

    /// @throws ProblemException 400, and 404 where nobody has that name
    AuditSearch.Wanted understood(Question question) {
        return jdbi.withHandle(tx -> question.wanted(users(tx, question.whose())));
    }

    private List<UserId> users(Handle tx, String whose) {
        if (whose.isEmpty()) {
            return List.of();
        }
        List<UserId> users =
                names.named(tx, whose, NAMESAKES).stream().map(DirectoryUser::id).toList();
        if (users.isEmpty()) {
            throw Problem.of("no-such-user", 404, "No such user")
                    .detail(
                            "Nobody has exactly this e-mail address, user name or id. Search for the"
                                    + " user by the beginning of a name first.")
                    .toException();
        }
        return users;
    }

    Page page(AuditSearch.Wanted wanted, Optional<AuditSearch.Place> before, int atMost) {
        return jdbi.withHandle(tx -> {
            List<AuditSearch.Line> found = search.page(tx, wanted, before, atMost + 1);
            List<AuditSearch.Line> page = found.subList(0, Math.min(atMost, found.size()));
            Map<UserId, DirectoryUser> users =
                    directory.current(
                            tx, page.stream().flatMap(line -> line.user().stream()).toList());
            return new Page(
                    page.stream().map(line -> AuditLine.of(line, users)).toList(),
                    found.size() > atMost
                            ? Optional.of(
                                    new AuditSearch.Place(page.getLast().at(), page.getLast().id()))
                            : Optional.empty());
        });
    }

    List<String> actions() {
        return jdbi.withHandle(search::actions);
    }

    /// Writes down that somebody takes a copy.
    void exported(String actor, String source, Question question, AuditSearch.Wanted wanted) {
        jdbi.useTransaction(tx ->
                trail.record(tx, actor, "audit.export", source, question.told(wanted.users())));
    }
}
