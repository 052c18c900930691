package dev.hostkeysync.audit;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why somebody asks for something, in their own words.
@ApplicationScoped
public class Reasons {

    private static final int LONGEST = 500;

    private final AuditConfig config;

    Reasons(AuditConfig config) {
        this.config = config;
    }

    /// @param text null where it is no text
    /// @throws ProblemException 400
    public static Optional<String> parse(@Nullable String text) {
        if (text == null
                || text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                            "reason must be a text of at most "
                                    + LONGEST
                                    + " characters on one line")
                    .toException();
        }
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    /// What an entry says beside its action.
    public static String beside(String what, Optional<String> reason) {
        return reason.map(why -> what + "; reason: " + why).orElse(what);
    }

    /// Why it cannot be done for the want of a reason; for whoever asks for what is their own, none
    /// is wanted.
    ///
    /// @param where the end of the sentence "Say why", such as "with ?reason="
    public Optional<Problem> missing(Optional<String> reason, String where) {
        return reason.isPresent() || config.reason() == AuditConfig.Demand.OPTIONAL
                ? Optional.empty()
                : Optional.of(
                        Problem.of("reason-required", 400, "A reason is required")
                                .detail(
                                        "Whoever has the host key of somebody else told or replaced must say why (AUDIT_REASON=required): "
                                                + where
                                                + ", at most "
                                                + LONGEST
                                                + " characters on one line. It goes into the audit trail."));
    }
}
