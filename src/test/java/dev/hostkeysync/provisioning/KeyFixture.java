package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import org.jdbi.v3.core.Jdbi;

/// The list of keys as others see it, for tests of others. The address `ceo@example.com` is
/// protected.
public final class KeyFixture {

    private final Jdbi jdbi;

    public KeyFixture(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public KeyProgress progress() {
        return new KeyProgress(new DefaultProvisioning(), new SyncList());
    }

    public Protection protection() {
        return new Protection(new DefaultProvisioning(), new SyncList());
    }

    /// How the user's key stands, after every event that there was.
    ///
    /// @param wanted NOTHING, KEY, CONCEALED or GONE
    /// @param state DONE or another
    public void stands(UserId user, String wanted, String state) {
        stands(user, wanted, state, 1000);
    }

    public void stands(UserId user, String wanted, String state, long appliedVersion) {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                """
                                INSERT INTO sync_user (user_id, applied_version, wanted, state, due_at, in_doubt_since)
                                VALUES (?, ?, ?, ?, CASE WHEN ? <> 'DONE' THEN now() END,
                                    CASE WHEN ? = 'IN_DOUBT' THEN now() END)
                                ON CONFLICT (user_id) DO UPDATE SET applied_version = excluded.applied_version,
                                    wanted = excluded.wanted, state = excluded.state, due_at = excluded.due_at,
                                    in_doubt_since = excluded.in_doubt_since
                                """,
                                user.value(),
                                appliedVersion,
                                wanted,
                                state,
                                state,
                                state));
    }

    /// So long ago what is wanted of the user's key was accepted.
    public void acceptedBefore(UserId user, java.time.Duration time) {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE sync_user SET accepted_at = now() - make_interval(secs => ?) WHERE user_id = ?",
                                time.toSeconds(),
                                user.value()));
    }

    /// A key of the user is being sent, or none is.
    public void sending(UserId user, boolean on) {
        int _ =
                jdbi.withHandle(handle ->
                        handle.execute(
                                "UPDATE sync_user SET leased_until = CASE WHEN ? THEN now() + interval '1 minute'"
                                        + " ELSE '-infinity' END WHERE user_id = ?",
                                on,
                                user.value()));
    }

    public boolean isSending(UserId user) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT count(*) > 0 FROM sync_user WHERE user_id = ? AND leased_until > now()",
                                user.value())
                        .mapTo(Boolean.class)
                        .one());
    }
}
