package dev.hostkeysync.portal.console;

import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import java.util.Map;
import java.util.Optional;

/// One entry of the trail as it is shown and exported.
///
/// @param userId whom it is about; empty = nobody in particular
/// @param userName the same as people know it; empty = not known any more
public record AuditLine(
        String at,
        String actor,
        String action,
        String userId,
        String userName,
        String source,
        String detail) {

    static AuditLine of(AuditSearch.Line line, Map<UserId, DirectoryUser> users) {
        return new AuditLine(
                Utc.of(line.at()),
                line.actor(),
                line.action(),
                line.user().map(UserId::toString).orElse(""),
                line.user()
                        .flatMap(id -> Optional.ofNullable(users.get(id)))
                        .map(user ->
                                user.profile()
                                        .email()
                                        .map(EmailAddress::value)
                                        .orElse(user.profile().userName()))
                        .orElse(""),
                line.source(),
                line.detail());
    }
}
