package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.ZoomUserStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// A user as Zoom listed them.
///
/// @param key of the row
/// @param isLicensed whether Zoom lets the user have a host key, as far as the type tells
record Listed(
        String key,
        Optional<ZoomUserId> zoomUserId,
        Optional<EmailAddress> email,
        boolean isLicensed,
        ZoomUserStatus status,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName,
        Optional<String> department) {

    private static final int LICENSED = 2;

    static Listed ofCensus(ResultSet row) throws SQLException {
        return of(
                row,
                row.getInt("type") == LICENSED,
                ZoomUserStatus.valueOf(row.getString("status")));
    }

    /// A row of ours: of who is planned.
    static Listed ofPlan(ResultSet row) throws SQLException {
        return of(row, true, ZoomUserStatus.ACTIVE);
    }

    private static Listed of(ResultSet row, boolean licensed, ZoomUserStatus status)
            throws SQLException {
        return new Listed(
                row.getString("user_key"),
                text(row, "zoom_user_id").flatMap(ZoomUserId::parse),
                text(row, "email").flatMap(EmailAddress::parse),
                licensed,
                status,
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "display_name"),
                text(row, "department"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    /// How Zoom names the user.
    UserReference reference() {
        UserReference none = UserReference.none();
        UserReference byId = zoomUserId.map(none::with).orElse(none);
        return email.map(byId::with).orElse(byId);
    }
}
