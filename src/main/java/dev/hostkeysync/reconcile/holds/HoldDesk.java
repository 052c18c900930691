package dev.hostkeysync.reconcile.holds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.HeldUser;
import dev.hostkeysync.provisioning.Hold;
import dev.hostkeysync.provisioning.Holds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What operators do with holds. Every decision is in the audit trail, in the same transaction.
@ApplicationScoped
public class HoldDesk {

    /// How many holds are listed.
    private static final int LISTED = 100;

    /// How many users are on a page.
    static final int PAGE = 100;

    @Schema(name = "HoldList")
    public record HoldList(@JsonProperty List<HoldView> items) {}

    /// @param nextCursor null on the last page
    @Schema(name = "HoldDetail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            @JsonUnwrapped @JsonProperty HoldView view,
            @JsonProperty List<HeldUserView> items,
            @JsonProperty @Nullable String nextCursor) {}

    /// @param notice what the decision means
    @Schema(name = "HoldDecision")
    public record Decision(
            @JsonUnwrapped @JsonProperty HoldView view, @JsonProperty String notice) {}

    private final Jdbi jdbi;
    private final Holds holds;
    private final DirectoryReader directory;
    private final AuditTrail audit;

    HoldDesk(Jdbi jdbi, Holds holds, DirectoryReader directory, AuditTrail audit) {
        this.jdbi = jdbi;
        this.holds = holds;
        this.directory = directory;
        this.audit = audit;
    }

    public HoldList list() {
        return new HoldList(
                jdbi.inTransaction(tx -> holds.list(tx, LISTED)).stream()
                        .map(HoldView::of)
                        .toList());
    }

    /// @param after the last user of the page before
    /// @throws ProblemException 404
    public Detail get(UUID id, Optional<UserId> after) {
        return jdbi.inTransaction(tx -> {
            Hold hold = holds.find(tx, id).orElseThrow(HoldDesk::unknown);
            List<HeldUser> users = holds.users(tx, id, after, PAGE + 1);
            List<HeldUser> page = users.subList(0, Math.min(PAGE, users.size()));
            return new Detail(
                    HoldView.of(hold),
                    views(tx, page),
                    users.size() > PAGE ? page.getLast().userId().toString() : null);
        });
    }

    private List<HeldUserView> views(Handle tx, List<HeldUser> page) {
        Map<UserId, DirectoryUser> people =
                directory.current(tx, page.stream().map(HeldUser::userId).toList());
        return page.stream()
                .map(user -> HeldUserView.of(user, Optional.ofNullable(people.get(user.userId()))))
                .toList();
    }

    /// The same word again changes nothing.
    ///
    /// @param by the label of the operator's token
    /// @param source the address the request came from
    /// @throws ProblemException 404, or 409 where something else became of it
    public Decision decide(UUID id, Word word, String by, String source) {
        return jdbi.inTransaction(tx -> {
            Holds.Resolution resolved =
                    holds.resolve(tx, id, word.state(), by).orElseThrow(HoldDesk::unknown);
            Hold hold = resolved.hold();
            if (hold.state() != word.state()) {
                throw Problem.of("hold-resolved", 409, "The hold is over")
                        .detail(
                                "it is %s already%s; nothing was changed"
                                        .formatted(
                                                HoldView.label(hold.state()),
                                                hold.resolvedBy()
                                                        .map(who -> " by " + who)
                                                        .orElse("")))
                        .toException();
            }
            if (resolved.changed()) {
                audit.record(
                        tx,
                        by,
                        word.action(),
                        source,
                        "%s: %d users".formatted(hold.id(), hold.users()));
            }
            return new Decision(HoldView.of(hold), word.meaning());
        });
    }

    private static ProblemException unknown() {
        return Problems.NOT_FOUND.detail("there is no hold with this id").toException();
    }
}
