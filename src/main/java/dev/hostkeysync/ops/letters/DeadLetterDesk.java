package dev.hostkeysync.ops.letters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.provisioning.DeadLetter;
import dev.hostkeysync.provisioning.DeadLetterState;
import dev.hostkeysync.provisioning.DeadLetters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What operators do with dead letters. Every replay is in the audit trail, in the same
/// transaction.
@ApplicationScoped
public class DeadLetterDesk {

    /// Replayed by one request.
    static final int AT_ONCE = 500;

    /// @param next the cursor of the next page; missing on the last one
    @Schema(name = "DeadLetterPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            @JsonProperty List<DeadLetterView> items, @JsonProperty @Nullable String next) {}

    /// @param replayed how many were put on the topic
    /// @param left how many wait still
    @Schema(name = "DeadLetterReplay")
    public record Replayed(@JsonProperty int replayed, @JsonProperty long left) {}

    private final Jdbi jdbi;
    private final DeadLetters letters;
    private final AuditTrail audit;

    DeadLetterDesk(Jdbi jdbi, DeadLetters letters, AuditTrail audit) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.audit = audit;
    }

    /// @param states any, where empty
    public Page list(
            Set<DeadLetterState> states,
            Optional<String> reason,
            Optional<UUID> before,
            int limit) {
        List<DeadLetter> found =
                jdbi.withHandle(tx -> letters.list(tx, states, reason, before, limit + 1));
        List<DeadLetter> page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page.stream().map(DeadLetterView::of).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    /// @throws ProblemException 404
    DeadLetterView get(UUID id) {
        return DeadLetterView.of(
                jdbi.withHandle(tx -> letters.find(tx, id)).orElseThrow(DeadLetterDesk::unknown));
    }

    /// One that is on its way already is left to it.
    ///
    /// @param by the label of the operator's token
    /// @param source the address the request came from
    /// @throws ProblemException 404, or 409 where it was taken already or is too large
    public DeadLetterView replay(UUID id, String by, String source) {
        return jdbi.inTransaction(tx -> {
            boolean sent = letters.replay(tx, id);
            DeadLetter letter = letters.find(tx, id).orElseThrow(DeadLetterDesk::unknown);
            if (sent) {
                audit.record(
                        tx,
                        by,
                        "dead-letter.replay",
                        source,
                        "%s, attempt %d".formatted(id, letter.attempts() + 1));
            } else {
                refuse(letter);
            }
            return DeadLetterView.of(letter);
        });
    }

    /// @param reason what must be in the reason, in letters of any case; empty = all that wait
    public Replayed replayAll(Optional<String> reason, String by, String source) {
        return jdbi.inTransaction(tx -> {
            int replayed = letters.replayAll(tx, reason, AT_ONCE);
            if (replayed > 0) {
                audit.record(
                        tx,
                        by,
                        "dead-letter.replay",
                        source,
                        "%d letters%s"
                                .formatted(
                                        replayed,
                                        reason.map(text -> "; reason: " + text).orElse("")));
            }
            return new Replayed(replayed, letters.count(tx));
        });
    }

    private static void refuse(DeadLetter letter) {
        switch (letter.state()) {
            case REPLAYING -> {}
            case HANDLED, OUTDATED ->
                    throw Problem.of("dead-letter-taken", 409, "The event was taken")
                            .detail(
                                    "a replay of it was %s; there is nothing left to replay"
                                            .formatted(letter.state().label()))
                            .toException();
            case DEAD ->
                    throw Problem.of("dead-letter-too-large", 409, "The record is too large")
                            .detail(
                                    "its %d bytes are more than the %d that can be sent again; have its sender send a right one"
                                            .formatted(letter.bytes(), DeadLetter.LARGEST_REPLAY))
                            .toException();
        }
    }

    private static ProblemException unknown() {
        return Problems.NOT_FOUND
                .detail("there is no dead letter with this id; old ones are deleted")
                .toException();
    }
}
