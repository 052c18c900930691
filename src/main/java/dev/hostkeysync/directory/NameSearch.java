package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// Users as people look for them: by the beginning of any name they have. E-mail address and user
/// name in letters of any case; our id, Zoom's and the identity provider's as they are written.
/// Removed users are found too.
@ApplicationScoped
public class NameSearch {

    private static final int LONGEST = 254;
    private static final Pattern OF_ID = Pattern.compile("[0-9a-fA-F-]{4,36}");

    /// @param more whether there are others
    public record Found(List<DirectoryUser> users, boolean more) {}

    /// An index serves each of the names, so a search costs the same however many users there are.
    ///
    /// @param text whatever somebody typed
    /// @return those first who have exactly this name, then those who still exist
    public Found find(Handle tx, String text, int atMost) {
        String name = text.strip();
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl)) {
            return new Found(List.of(), false);
        }
        Map<UUID, DirectoryUser> found = new LinkedHashMap<>();
        String userName = Profile.userNameKey(name);
        add(found, begins(tx, "email_key", "", name.toLowerCase(Locale.ROOT), atMost));
        // Each has an index of its own.
        add(found, begins(tx, "user_name_key", " AND status <> 'REMOVED'", userName, atMost));
        add(found, begins(tx, "user_name_key", " AND status = 'REMOVED'", userName, atMost));
        add(found, begins(tx, "zoom_user_id", "", name, atMost));
        add(found, begins(tx, "external_id", "", name, atMost));
        add(found, byId(tx, name, atMost));
        List<DirectoryUser> users =
                found.values().stream()
                        .sorted(
                                Comparator.<DirectoryUser, Boolean>comparing(
                                                user -> !isNamed(user, name))
                                        .thenComparing(user -> !user.exists())
                                        .thenComparing(user ->
                                                Profile.userNameKey(user.profile().userName()))
                                        .thenComparing(DirectoryUser::id))
                        .limit(atMost)
                        .toList();
        return new Found(users, found.size() > atMost);
    }

    /// Those only who have exactly this name.
    public List<DirectoryUser> named(Handle tx, String text, int atMost) {
        return find(tx, text, atMost).users().stream()
                .filter(user -> isNamed(user, text.strip()))
                .toList();
    }

    private static void add(Map<UUID, DirectoryUser> found, List<DirectoryUser> more) {
        more.forEach(user -> found.putIfAbsent(user.id().value(), user));
    }

    private static List<DirectoryUser> begins(
            Handle tx, String column, String and, String prefix, int atMost) {
        List<Object> values = new ArrayList<>(List.of(prefix));
        Optional<String> end = Prefixes.end(prefix);
        end.ifPresent(values::add);
        values.add(atMost + 1);
        return tx.select(
                        UserRow.SELECT
                                + " WHERE %1$s >= ?%2$s%3$s ORDER BY %1$s LIMIT ?"
                                        .formatted(
                                                column,
                                                end.isPresent() ? " AND " + column + " < ?" : "",
                                                and),
                        values.toArray())
                .map(new UserRow())
                .list();
    }

    private static List<DirectoryUser> byId(Handle tx, String text, int atMost) {
        String digits = text.replace("-", "");
        if (!OF_ID.matcher(text).matches() || digits.isEmpty() || digits.length() > 32) {
            return List.of();
        }
        return tx.select(
                        UserRow.SELECT + " WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?",
                        filled(digits, "0"),
                        filled(digits, "f"),
                        atMost + 1)
                .map(new UserRow())
                .list();
    }

    private static UUID filled(String digits, String with) {
        String all = digits + with.repeat(32 - digits.length());
        return UUID.fromString(
                all.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static boolean isNamed(DirectoryUser user, String name) {
        return user.profile().email().map(EmailAddress::key).equals(key(name))
                || Profile.userNameKey(user.profile().userName()).equals(Profile.userNameKey(name))
                || user.zoomUserId().map(ZoomUserId::value).equals(Optional.of(name))
                || user.profile().externalId().map(ExternalId::value).equals(Optional.of(name))
                || user.id().toString().equalsIgnoreCase(name);
    }

    private static Optional<String> key(String name) {
        return Optional.of(name.toLowerCase(Locale.ROOT));
    }
}
