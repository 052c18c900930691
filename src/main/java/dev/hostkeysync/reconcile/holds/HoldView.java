package dev.hostkeysync.reconcile.holds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.provisioning.Hold;
import dev.hostkeysync.provisioning.HoldOutcome;
import dev.hostkeysync.provisioning.HoldState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A hold as the API tells it.
///
/// @param state `open`, `approved`, `dropped` or `cleared` (everybody in it was asked a key for
///   again)
/// @param reason why it was opened, a whole sentence
/// @param asked what for and by whom, in numbers of users
/// @param finishedAt when the last user had an outcome
@Schema(name = "Hold")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HoldView(
        @JsonProperty UUID id,
        @JsonProperty String state,
        @JsonProperty Instant openedAt,
        @JsonProperty String reason,
        @JsonProperty Threshold threshold,
        @JsonProperty Users users,
        @JsonProperty List<Asked> asked,
        @JsonProperty @Nullable Instant resolvedAt,
        @JsonProperty @Nullable String resolvedBy,
        @JsonProperty @Nullable Instant finishedAt) {

    /// @param users who had a key they may know
    /// @param allowed revocations within the window
    /// @param passed how many there were when the hold was opened
    @Schema(name = "HoldThreshold")
    public record Threshold(
            @JsonProperty long count,
            @JsonProperty BigDecimal percent,
            @JsonProperty String window,
            @JsonProperty long users,
            @JsonProperty long allowed,
            @JsonProperty long passed) {}

    /// How many users are, or were, in it, and what became of them.
    ///
    /// @param held nothing yet
    /// @param revoked approved
    /// @param reinstated a key was asked for again before
    /// @param spared approved while protected
    /// @param dropped keep their keys
    @Schema(name = "HoldUsers")
    public record Users(
            @JsonProperty long total,
            @JsonProperty long held,
            @JsonProperty long revoked,
            @JsonProperty long reinstated,
            @JsonProperty("protected") long spared,
            @JsonProperty long dropped) {}

    /// @param cause such as `user-deactivated`
    /// @param origin such as `scim:okta`
    @Schema(name = "HoldAsked")
    public record Asked(
            @JsonProperty String cause, @JsonProperty String origin, @JsonProperty long users) {}

    static HoldView of(Hold hold) {
        Hold.Passed passed = hold.passed();
        return new HoldView(
                hold.id(),
                label(hold.state()),
                hold.openedAt(),
                reason(passed),
                new Threshold(
                        passed.count(),
                        passed.percent(),
                        passed.window().toString(),
                        passed.population(),
                        passed.allowed(),
                        passed.passed()),
                new Users(
                        hold.users(),
                        count(hold, HoldOutcome.HELD),
                        count(hold, HoldOutcome.REVOKED),
                        count(hold, HoldOutcome.REINSTATED),
                        count(hold, HoldOutcome.PROTECTED),
                        count(hold, HoldOutcome.DROPPED)),
                hold.asked().stream()
                        .map(asked -> new Asked(asked.cause(), asked.origin(), asked.users()))
                        .toList(),
                hold.resolvedAt().orElse(null),
                hold.resolvedBy().orElse(null),
                hold.finishedAt().orElse(null));
    }

    private static long count(Hold hold, HoldOutcome outcome) {
        return hold.outcomes().getOrDefault(outcome, 0L);
    }

    private static String reason(Hold.Passed passed) {
        return "%d revocations passed within %s, where %d are allowed: the larger of %d and %s %% of %d users with a key."
                .formatted(
                        passed.passed(),
                        passed.window(),
                        passed.allowed(),
                        passed.count(),
                        passed.percent().toPlainString(),
                        passed.population());
    }

    static String label(HoldState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
