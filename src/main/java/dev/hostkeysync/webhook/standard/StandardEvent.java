package dev.hostkeysync.webhook.standard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.webhook.EventTime;
import dev.hostkeysync.webhook.Payload;
import java.time.Instant;
import java.util.Optional;

/// The body of a webhook, as `META-INF/standard-webhook.schema.json` describes it.
sealed interface StandardEvent {

    record Told(Report report, Instant at) implements StandardEvent {}

    /// A type that is none of ours.
    record Other() implements StandardEvent {}

    /// It would be the same when sent again.
    ///
    /// @param detail what is wrong, without a value of it
    record Malformed(String detail) implements StandardEvent {}

    /// @param now a time that is later than this counts as this
    static StandardEvent parse(byte[] body, Instant now) {
        JsonNode root = Payload.object(body).orElse(null);
        if (root == null || !root.path("type").isTextual()) {
            return new Malformed("The body is not a JSON object with a type.");
        }
        Optional<StandardType> type = StandardType.named(root.path("type").textValue());
        if (type.isEmpty()) {
            return new Other();
        }
        Optional<Instant> at = EventTime.parse(root.path("timestamp").asText(""), now);
        if (at.isEmpty()) {
            return new Malformed("timestamp is not a time of RFC 3339.");
        }
        StandardUser user;
        try {
            user = StandardUser.parse(root.at("/data/user"));
        } catch (StandardUser.Unusable e) {
            return new Malformed(e.detail());
        }
        return report(type.get(), user)
                .<StandardEvent>map(report -> new Told(report, at.get()))
                .orElseGet(() -> new Malformed("A new user needs a userName or an email."));
    }

    private static Optional<Report> report(StandardType type, StandardUser user) {
        UserReference reference = user.reference();
        return switch (type) {
            case CREATED ->
                    user.draft().profile().map(profile -> new Report.Created(reference, profile));
            case UPDATED ->
                    Optional.of(
                            new Report.Profiled(reference, profile -> user.draft().onto(profile)));
            case SSO_CHANGED -> Optional.of(new Report.SignInChanged(reference));
            case DEACTIVATED -> Optional.of(new Report.Deactivated(reference));
            case REACTIVATED -> Optional.of(new Report.Activated(reference));
            case REMOVED -> Optional.of(new Report.Removed(reference));
            case TRANSFERRED -> Optional.of(new Report.Transferred(reference));
        };
    }
}
