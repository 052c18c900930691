package dev.hostkeysync.provisioning;

import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.HoldCause;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Says why and until when no host key is set, and what waits for it. Always up: a hold of Zoom's
/// is no reason to restart anything or to turn identity providers away, and it ends by itself.
@Readiness
@ApplicationScoped
class ZoomBudgetHealth implements HealthCheck {

    private static final String MEANING =
            "no host key is set until then; requests are taken and wait, nothing is lost";

    private final SyncLevels levels;
    private final InstantSource clock;

    ZoomBudgetHealth(SyncLevels levels, InstantSource clock) {
        this.levels = levels;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Map<RateClass, Usage> usage = levels.usage();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("Zoom budget")
                        .up()
                        // Host keys are set by calls of this class.
                        .withData("held", hold(usage, RateClass.LIGHT).isPresent());
        hold(usage, RateClass.LIGHT)
                .ifPresentOrElse(
                        hold ->
                                answer.withData("state", label(hold.cause()))
                                        .withData("meaning", MEANING)
                                        .withData("mend", mend(hold.cause()))
                                        .withData("reason", hold.reason())
                                        .withData("until", until(hold)),
                        () ->
                                answer.withData(
                                        "state",
                                        usage.isEmpty()
                                                ? "is looked at for the first time"
                                                : "ok"));
        for (RateClass rateClass : RateClass.values()) {
            if (rateClass != RateClass.LIGHT) {
                hold(usage, rateClass)
                        .ifPresent(hold ->
                                answer.withData(
                                        label(rateClass),
                                        "held until " + until(hold) + ": " + hold.reason()));
            }
        }
        SyncLevels.Level level = levels.level();
        return answer.withData("unfinishedUsers", level.unfinished())
                .withData("waiting", level.of(SyncState.WAITING))
                .withData("inDoubt", level.of(SyncState.IN_DOUBT))
                .withData("refused", level.of(SyncState.REFUSED))
                .withData("oldestSeconds", Math.round(level.oldestSeconds()))
                .build();
    }

    private static String mend(HoldCause cause) {
        return switch (cause) {
            case THROTTLED ->
                    "nothing, it ends by itself; if it comes often, other apps of the account use more of Zoom's limit than ZOOM_BUDGET_SHARE leaves them";
            case ZOOM_DAY_USED ->
                    "wait, or find the app that used up the account's calls of the day; a larger plan has more";
            case OUR_DAY_USED -> "wait, or raise ZOOM_BUDGET_SHARE";
            case REFUSED ->
                    "put the account or the app at Zoom right; GET /api/v1/preflight tells what is wrong";
        };
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Hold> hold(Map<RateClass, Usage> usage, RateClass rateClass) {
        return Optional.ofNullable(usage.get(rateClass)).flatMap(Usage::hold);
    }

    private String until(Hold hold) {
        Instant end = clock.instant().plus(hold.remaining());
        return end.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
