package dev.hostkeysync.portal.console;

import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.identity.UserId;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What is asked of the audit trail, as it was typed.
///
/// @param who the beginning of a label
/// @param whose any name of a user
/// @param what the word of an action
/// @param from in UTC
/// @param until in UTC; the minute named is in it
public record Question(String who, String whose, String what, String from, String until) {

    public Question {
        who = who.strip();
        whose = whose.strip();
        what = what.strip();
        from = from.strip();
        until = until.strip();
    }

    /// @param users those of that name
    /// @throws ProblemException 400
    AuditSearch.Wanted wanted(List<UserId> users) {
        return new AuditSearch.Wanted(
                given(who),
                users,
                given(what),
                Utc.parse(from, "From"),
                Utc.parse(until, "Until")
                        .map(end ->
                                until.length() == 10
                                        ? end.plusSeconds(86_400)
                                        : end.plusSeconds(60)));
    }

    static Question of(MultivaluedMap<String, String> fields) {
        return new Question(
                field(fields, "who"),
                field(fields, "whose"),
                field(fields, "what"),
                field(fields, "from"),
                field(fields, "until"));
    }

    private static String field(MultivaluedMap<String, String> fields, String name) {
        return Optional.ofNullable(fields.getFirst(name)).orElse("");
    }

    /// For the audit trail itself, which names users by their ids.
    String told(List<UserId> users) {
        return "who '%s', whose %s, what '%s', from '%s', until '%s'"
                .formatted(who, users, what, from, until);
    }

    /// As part of an address.
    public String asQuery() {
        return "who=%s&whose=%s&what=%s&from=%s&until=%s"
                .formatted(
                        encoded(who), encoded(whose), encoded(what), encoded(from), encoded(until));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text.replace("\0", "")).filter(one -> !one.isEmpty());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
