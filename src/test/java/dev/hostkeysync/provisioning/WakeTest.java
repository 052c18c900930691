package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever waits for Zoom for hours is tried at once when Zoom says that the wait is over.
class WakeTest {

    private final Journey journey = new Journey();

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isTriedAtOnceWhenZoomHasTheUserOrGivesThemALicence(boolean absent) {
        ZoomOutcome not =
                absent
                        ? new ZoomOutcome.NotThereYet("not in Zoom")
                        : new ZoomOutcome.NotLicensed("not a paid user");
        UserId user = journey.create("zoe@example.com");
        for (int i = 0; i < 16; i++) {
            journey.answer(not);
            journey.makeEverybodyDue();
            journey.turn();
        }
        String digits = journey.ledger.digitsOf(journey.pending(user).orElseThrow()).reveal();
        assertThat(journey.untilDue(user)).isGreaterThan(Duration.ofHours(19));
        assertThat(journey.turn()).isZero();

        journey.consume(List.of(ready(user)));

        assertThat(journey.untilDue(user)).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(journey.turn()).isEqualTo(1);
        assertThat(journey.activeDigits(user)).isEqualTo(digits);
    }

    /// What `/webhooks/zoom` makes of `user.activated` and of `user.updated` with a licence.
    private static LifecycleEvent ready(UserId user) {
        return new LifecycleEvent.ZoomUserReady(
                new Envelope(
                        new UUID(0, 2),
                        Journey.NOW,
                        "webhook:zoom",
                        user,
                        2,
                        Optional.of(new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ")),
                        Optional.of(new EmailAddress("zoe@example.com")),
                        Optional.empty()));
    }
}
