package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What identity providers and Zoom said of one user by webhooks, for as long as it is kept: some
/// days.
@ApplicationScoped
public class UserWords {

    /// One word.
    ///
    /// @param at by the clock of whoever said it
    /// @param kind empty = it was about attributes only
    /// @param attributes which ones, by name; never what is in them
    public record Said(Instant at, Optional<FactKind> kind, List<String> attributes) {}

    /// From the newest.
    ///
    /// @param until none that is newer
    public List<Said> of(Handle tx, UserId user, Instant until, int atMost) {
        return tx.select(
                        """
                        SELECT at, kind, attributes FROM user_fact
                        WHERE subject = ? AND at <= ? ORDER BY at DESC, kind DESC LIMIT ?
                        """,
                        user.value(),
                        until.atOffset(ZoneOffset.UTC),
                        atMost)
                .map((row, _) -> {
                    @Nullable String[] names =
                            row.getArray("attributes") == null
                                    ? new String[0]
                                    : (String[]) row.getArray("attributes").getArray();
                    return new Said(
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            kind(row.getString("kind")),
                            Arrays.stream(names)
                                    .flatMap(name -> Optional.ofNullable(name).stream())
                                    .distinct()
                                    .sorted()
                                    .toList());
                })
                .list();
    }

    private static Optional<FactKind> kind(String name) {
        return Arrays.stream(FactKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
