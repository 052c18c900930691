package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A backfill as operators see it.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Backfill", description = "A backfill, or a dry run of one")
public record BackfillView(
        @JsonProperty UUID id,
        @JsonProperty
                @Schema(
                        description =
                                "`LISTING`: Zoom's users are read and sorted. `PAUSED` and `CANCELLED`: nobody is taken"
                                        + " up, who is in flight comes through. `DONE`: nobody is left but those who wait or are in doubt")
                BackfillState state,
        @JsonProperty boolean dryRun,
        @JsonProperty @Schema(description = "Whether who has a key gets another one")
                boolean rotate,
        @JsonProperty Filter filter,
        @JsonProperty double batchShare,
        @JsonProperty @Schema(description = "Users read of Zoom's list") int listed,
        @JsonProperty @Schema(description = "How long that list is, as far as Zoom has told")
                int expected,
        @JsonProperty @Schema(description = "Users who get a key; in a dry run: would get one")
                int total,
        @JsonProperty
                @Schema(
                        description =
                                "How many of them no identity provider has told us of, and are adopted")
                int adopted,
        @JsonProperty @Schema(description = "Whose key is active at Zoom") int done,
        @JsonProperty @Schema(description = "Of whom Zoom refused several keys") int failed,
        @JsonProperty
                @Schema(description = "Whose key Zoom cannot take yet; tried again beyond the end")
                int waiting,
        @JsonProperty @Schema(description = "Who are marked, and not finished") int inFlight,
        @JsonProperty
                @Schema(
                        description =
                                "Of whom Zoom has not said clearly for 15 minutes whether it took the key; asked on"
                                        + " beyond the end")
                int inDoubt,
        @JsonProperty
                @Schema(
                        description =
                                "How many get no key, by reason: protected, pending, deactivated, unlicensed, removed,"
                                        + " left-account, not-eligible, other-zoom-user, no-email, revoked,"
                                        + " key-under-way, has-key")
                Map<String, Integer> skipped,
        @JsonProperty @Schema(description = "Keys per second of late") double ratePerSecond,
        @JsonProperty
                @Schema(
                        description =
                                "Until it ends, at the rate of late; in a dry run: what the real one would take")
                @Nullable Long etaSeconds,
        @JsonProperty List<String> warnings,
        @JsonProperty @Schema(description = "What there is to know, in words")
                @Nullable String message,
        @JsonProperty @Schema(description = "What holds it up now") @Nullable String heldBy,
        @JsonProperty String createdBy,
        @JsonProperty Instant createdAt,
        @JsonProperty @Schema(description = "When the first user was taken up")
                @Nullable Instant startedAt,
        @JsonProperty @Nullable Instant endedAt) {

    static final String MAIL =
            "Zoom may mail each user whose host key is set, and offers no way to keep it from doing so: tell"
                    + " your users before.";

    static BackfillView of(Backfill one, Outlook outlook) {
        Counts counts = one.counts();
        boolean running = one.state() == BackfillState.RUNNING;
        return new BackfillView(
                one.id(),
                one.state(),
                one.dryRun(),
                one.rotate(),
                one.filter(),
                one.share(),
                one.soFar(),
                one.expected(),
                counts.total(),
                one.adopted(),
                counts.of(UserState.DONE),
                counts.of(UserState.FAILED),
                counts.of(UserState.WAITING),
                counts.of(UserState.MARKED),
                counts.of(UserState.IN_DOUBT),
                new TreeMap<>(counts.skipped()),
                running ? Math.round(one.rate() * 10) / 10.0 : 0,
                eta(one, outlook),
                warnings(one),
                message(one),
                one.trouble().orElse(null),
                one.createdBy(),
                one.createdAt(),
                one.startedAt().orElse(null),
                one.endedAt().orElse(null));
    }

    private static @Nullable Long eta(Backfill one, Outlook outlook) {
        int left = one.counts().left();
        boolean isPlan = one.dryRun() && one.state() == BackfillState.DONE;
        if (!isPlan && one.state() != BackfillState.RUNNING) {
            return null;
        }
        return one.rate() > 0.05 && !isPlan
                ? Long.valueOf((long) Math.ceil(left / one.rate()))
                : Long.valueOf(
                        Math.max(
                                left > 0 ? 1 : 0,
                                (outlook.atPace(left, one.share()).toMillis() + 500) / 1000));
    }

    private static List<String> warnings(Backfill one) {
        List<String> warnings = new ArrayList<>(List.of(MAIL));
        if (one.unreadable() > 0) {
            warnings.add(
                    "%d entries of Zoom's list have neither id nor e-mail address, and were left out."
                            .formatted(one.unreadable()));
        }
        return warnings;
    }

    private static @Nullable String message(Backfill one) {
        Counts counts = one.counts();
        return switch (one.state()) {
            case LISTING -> null;
            case RUNNING, PAUSED -> null;
            case CANCELLED ->
                    "Cancelled; %d keys were set. Who was in flight comes through."
                            .formatted(counts.of(UserState.DONE));
            case DONE -> {
                if (counts.total() == 0) {
                    yield "Nothing to do: everybody it is about who may have a key has one.";
                }
                if (one.dryRun()) {
                    yield "%d users would get a key. Nobody was touched.".formatted(counts.total());
                }
                if (counts.behind() == 0) {
                    yield "%d keys were set.".formatted(counts.of(UserState.DONE));
                }
                yield "%d keys were set. %d users wait for Zoom and are tried again; of %d Zoom refused every key%s. See /users."
                        .formatted(
                                counts.of(UserState.DONE),
                                counts.of(UserState.WAITING),
                                counts.of(UserState.FAILED),
                                counts.of(UserState.IN_DOUBT) == 0
                                        ? ""
                                        : "; of %d Zoom has not said whether it took the key, and is asked on"
                                                .formatted(counts.of(UserState.IN_DOUBT)));
            }
        };
    }
}
