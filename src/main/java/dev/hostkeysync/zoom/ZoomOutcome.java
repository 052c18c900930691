package dev.hostkeysync.zoom;

import java.time.Duration;

/// What Zoom's answer to "set this host key" means for us. Switched without `default` wherever it
/// is read.
///
/// Every outcome but [Done] and [Unknown] says that *this* call changed nothing at Zoom; digits
/// that an earlier call left in doubt still are.
///
/// `reason` is ours, short and safe to log, to store and to show: never text from Zoom's body.
public sealed interface ZoomOutcome {

    /// What any call may meet, whatever it asks for.
    sealed interface Trouble extends ZoomOutcome {

        /// Short and safe to log, to store and to show.
        String reason();
    }

    /// 204, the only proof there is: Zoom holds these digits.
    record Done() implements ZoomOutcome {}

    /// 429: too fast, or the day's calls are used up, or this one user is locked by another call.
    /// Nobody's fault; the same call later.
    ///
    /// @param pause how long nobody may call, at most a day: one second where Zoom named no time,
    ///   until 00:00 UTC where it named none for the day. Zero when only this user is locked:
    ///   others may go on, this user waits as after any failure
    /// @param daily whether the day's allowance is gone, not the second's
    /// @param oneUser whether Zoom says that it is the allowance of one user
    record Throttled(Duration pause, boolean daily, boolean oneUser, String reason)
            implements Trouble {

        public Throttled(Duration pause, boolean daily, String reason) {
            this(pause, daily, false, reason);
        }
    }

    /// 400/300 about `host_key` or about no field: Zoom read the digits and will not have them.
    /// They are burnt; others may do.
    record RefusedValue(String reason) implements ZoomOutcome {}

    /// 404/1001 and 400/1120: Zoom does not know the user (yet).
    record NotThereYet(String reason) implements ZoomOutcome {}

    /// 400/1109 and the licence codes: Zoom knows the user, who may not have a host key until
    /// licensed.
    record NotLicensed(String reason) implements ZoomOutcome {}

    /// 401 twice, 403, 400/200, a missing scope, no token: our account or app is set up wrongly.
    /// Every call would fail so.
    record AccountRefused(String reason) implements Trouble {}

    /// Time-out, reset, 5xx, or an answer nobody documented: Zoom may or may not hold the digits
    /// now.
    record Unknown(String reason) implements Trouble {}

    /// Nothing was sent, for want of a connection or of a token.
    record NotSent(String reason) implements Trouble {}
}
