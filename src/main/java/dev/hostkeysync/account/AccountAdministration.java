package dev.hostkeysync.account;

import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What an operator sees of Zoom's users, and does about them.
@ApplicationScoped
class AccountAdministration {

    private static final Problem OFF =
            Problem.of("provisioning-off", 409, "Users at Zoom are not ours to make")
                    .detail(
                            "ZOOM_PROVISIONING is off; set it to sso-create to let the service make users at Zoom");

    private static final String COLUMNS =
            "SELECT user_id, zoom_user_id, wanted, state, hindrance, reason, attempts, due_at FROM zoom_account";

    private final Jdbi jdbi;
    private final AccountList list;
    private final AccountMarks marks;
    private final AccountPolicy policy;
    private final AccountBell bell;
    private final DirectoryReader directory;
    private final AuditTrail audit;

    AccountAdministration(
            Jdbi jdbi,
            AccountList list,
            AccountMarks marks,
            AccountPolicy policy,
            AccountBell bell,
            DirectoryReader directory,
            AuditTrail audit) {
        this.jdbi = jdbi;
        this.list = list;
        this.marks = marks;
        this.policy = policy;
        this.bell = bell;
        this.directory = directory;
        this.audit = audit;
    }

    /// In the order of our ids.
    ///
    /// @param after the last one already told
    List<AccountView> list(Optional<AccountState> state, Optional<UUID> after, int atMost) {
        return jdbi.withHandle(tx ->
                views(
                        tx,
                        COLUMNS
                                + " WHERE (?::text IS NULL OR state = ?) AND (?::uuid IS NULL OR user_id > ?)"
                                + " ORDER BY user_id LIMIT ?",
                        state.map(AccountState::name).orElse(null),
                        state.map(AccountState::name).orElse(null),
                        after.orElse(null),
                        after.orElse(null),
                        atMost));
    }

    /// Lets the loop look at the user now, and at Zoom's user anew.
    ///
    /// @param reference our id, an e-mail address or Zoom's id
    /// @param actor the label of the token
    /// @param source the address the request came from
    AccountView retry(String reference, String actor, String source) {
        if (!policy.isOn()) {
            throw OFF.toException();
        }
        AccountView view =
                jdbi.inTransaction(tx -> {
                    DirectoryUser user =
                            user(tx, reference)
                                    .orElseThrow(
                                            Problems.NOT_FOUND.detail(
                                                            "there is no user by this id or address, or several")
                                                    ::toException);
                    marks.mark(tx, List.of(user));
                    list.forget(tx, user.id());
                    audit.record(tx, actor, "zoom-account.retry", source, user.id().toString());
                    return views(tx, COLUMNS + " WHERE user_id = ?", user.id().value()).getFirst();
                });
        bell.ring();
        return view;
    }

    private Optional<DirectoryUser> user(Handle tx, String reference) {
        Optional<UserId> id = UserId.parse(reference);
        if (id.isPresent()) {
            // A tombstone too: its account may be the one that waits.
            return Optional.ofNullable(directory.current(tx, List.of(id.get())).get(id.get()));
        }
        List<DirectoryUser> found =
                EmailAddress.parse(reference)
                        .map(directory::byEmail)
                        .or(() -> ZoomUserId.parse(reference).map(directory::byZoomUserId))
                        .orElse(List.of());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private List<AccountView> views(Handle tx, String sql, @Nullable Object... values) {
        List<AccountView> rows = tx.select(sql, values).map((row, _) -> view(row)).list();
        Map<UserId, DirectoryUser> people =
                directory.current(tx, rows.stream().map(row -> new UserId(row.userId())).toList());
        return rows.stream().map(row -> withEmail(row, people)).toList();
    }

    private static AccountView view(ResultSet row) throws SQLException {
        @Nullable String hindrance = row.getString("hindrance");
        @Nullable Hindrance by = hindrance == null ? null : Hindrance.valueOf(hindrance);
        @Nullable OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
        @Nullable Instant next = due == null ? null : due.toInstant();
        return new AccountView(
                row.getObject("user_id", UUID.class),
                /* email */ null,
                row.getString("zoom_user_id"),
                Wanted.valueOf(row.getString("wanted")),
                AccountState.valueOf(row.getString("state")),
                by,
                row.getString("reason"),
                by == null ? null : by.remedy(),
                row.getInt("attempts"),
                next);
    }

    private static AccountView withEmail(AccountView row, Map<UserId, DirectoryUser> people) {
        return new AccountView(
                row.userId(),
                Optional.ofNullable(people.get(new UserId(row.userId())))
                        .flatMap(user -> user.profile().email())
                        .map(EmailAddress::value)
                        .orElse(null),
                row.zoomUserId(),
                row.wanted(),
                row.state(),
                row.hindrance(),
                row.reason(),
                row.remedy(),
                row.attempts(),
                row.nextAttemptAt());
    }
}
