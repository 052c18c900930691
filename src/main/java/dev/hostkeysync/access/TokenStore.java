package dev.hostkeysync.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The tables `access_token` and `access_token_use`.
@ApplicationScoped
class TokenStore {

    /// How many tokens may be live at once: each replica holds all of them in memory.
    static final int MOST_LIVE = 1000;

    private static final String SELECT =
            "SELECT t.*, u.last_used_at FROM access_token t"
                    + " LEFT JOIN access_token_use u ON u.token_id = t.id";

    private final Jdbi jdbi;

    TokenStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What a token has to be to be let in now, or later by the clock alone.
    List<TokenEntry> live() {
        return many(" WHERE t.revoked_at IS NULL").stream().map(StoredToken::entry).toList();
    }

    Optional<TokenEntry> findLive(TokenHash hash) {
        return many(" WHERE t.sha256 = ? AND t.revoked_at IS NULL", (Object) hash.bytes()).stream()
                .findFirst()
                .map(StoredToken::entry);
    }

    Optional<StoredToken> find(UUID id) {
        return many(" WHERE t.id = ?", id).stream().findFirst();
    }

    /// The oldest first; those revoked only if asked for, the newest thousand of them.
    List<StoredToken> list(boolean revokedToo) {
        return revokedToo
                ? many(
                        """
                         WHERE t.id IN (SELECT id FROM access_token WHERE revoked_at IS NULL UNION ALL
                            (SELECT id FROM access_token WHERE revoked_at IS NOT NULL ORDER BY revoked_at DESC LIMIT 1000))
                        ORDER BY t.created_at, t.id
                        """)
                : many(" WHERE t.revoked_at IS NULL ORDER BY t.created_at, t.id");
    }

    /// Adds a token; false when too many are live.
    ///
    /// @param written done in the same transaction
    boolean add(StoredToken token, Consumer<Handle> written) {
        return jdbi.inTransaction(tx -> {
            long live =
                    tx.select("SELECT count(*) FROM access_token WHERE revoked_at IS NULL")
                            .mapTo(Long.class)
                            .one();
            if (live >= MOST_LIVE) {
                return false;
            }
            tx.execute(
                    """
                    INSERT INTO access_token (id, name, scopes, sha256, created_at, created_by, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    token.id(),
                    token.name(),
                    token.scopes().stream().map(Scope::wireName).sorted().toArray(String[]::new),
                    token.hash().bytes(),
                    time(token.createdAt()),
                    token.createdBy(),
                    token.expiresAt().map(TokenStore::time).orElse(null));
            written.accept(tx);
            return true;
        });
    }

    /// Ends a token. One that was revoked before stays as it was.
    ///
    /// @param written done in the same transaction, with the token's name, if it was not revoked
    ///   before
    /// @return whether there is such a token
    boolean revoke(UUID id, Instant at, String by, BiConsumer<Handle, String> written) {
        return jdbi.inTransaction(tx -> {
            tx.createQuery(
                            "UPDATE access_token SET revoked_at = :at, revoked_by = :by"
                                    + " WHERE id = :id AND revoked_at IS NULL RETURNING name")
                    .bind("at", time(at))
                    .bind("by", by)
                    .bind("id", id)
                    .mapTo(String.class)
                    .findOne()
                    .ifPresent(name -> written.accept(tx, name));
            return tx.select("SELECT 1 FROM access_token WHERE id = ?", id)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
        });
    }

    /// Last uses, of tokens given in variables too. An older one never replaces a newer one.
    void noteUses(Map<UUID, Instant> uses) {
        UUID[] ids = uses.keySet().stream().sorted().toArray(UUID[]::new);
        String[] times = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            times[i] = String.valueOf(uses.get(ids[i]));
        }
        jdbi.useHandle(handle -> {
            int _ =
                    handle.execute(
                            """
                            INSERT INTO access_token_use AS known (token_id, last_used_at)
                            SELECT id, at::timestamptz FROM unnest(?, ?) AS used (id, at) ORDER BY id
                            ON CONFLICT (token_id) DO UPDATE SET last_used_at = EXCLUDED.last_used_at
                            WHERE known.last_used_at < EXCLUDED.last_used_at
                            """,
                            ids,
                            times);
        });
    }

    Optional<Instant> lastUse(UUID id) {
        return jdbi.withHandle(handle ->
                handle.select("SELECT last_used_at FROM access_token_use WHERE token_id = ?", id)
                        .mapTo(OffsetDateTime.class)
                        .findOne()
                        .map(OffsetDateTime::toInstant));
    }

    private List<StoredToken> many(String where, @Nullable Object... values) {
        return jdbi.withHandle(
                handle -> handle.select(SELECT + where, values).map(new StoredToken.Row()).list());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
