package dev.hostkeysync.account;

import dev.hostkeysync.account.AccountResult.Hindered;
import dev.hostkeysync.zoom.Obstacle;
import dev.hostkeysync.zoom.UserWriting;
import dev.hostkeysync.zoom.ZoomOutcome;
import java.util.Optional;

/// What Zoom's answers mean for a user's turn; empty = nothing hinders it.
final class Hindrances {

    private Hindrances() {}

    static Optional<Hindered> of(UserWriting writing) {
        return switch (writing) {
            case UserWriting.Done _ -> Optional.empty();
            // They were there a moment ago.
            case UserWriting.NotThere(String reason) -> hindered(Hindrance.UNCLEAR, reason);
            case UserWriting.Refused(Obstacle obstacle, String reason) ->
                    hindered(Hindrance.of(obstacle), reason);
            case UserWriting.Failed(var trouble) -> of(trouble);
        };
    }

    /// Whoever is not there is switched off and gone too.
    static Optional<Hindered> ofWithdrawal(UserWriting writing) {
        return writing instanceof UserWriting.NotThere ? Optional.empty() : of(writing);
    }

    static Optional<Hindered> of(ZoomOutcome.Trouble trouble) {
        return hindered(
                switch (trouble) {
                    case ZoomOutcome.AccountRefused _ -> Hindrance.APP;
                    case ZoomOutcome.Throttled _, ZoomOutcome.Unknown _, ZoomOutcome.NotSent _ ->
                            Hindrance.UNCLEAR;
                },
                trouble.reason());
    }

    private static Optional<Hindered> hindered(Hindrance by, String reason) {
        return Optional.of(new Hindered(by, reason));
    }
}
