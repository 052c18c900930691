package dev.hostkeysync.account;

import dev.hostkeysync.zoom.Obstacle;
import java.time.Duration;

/// What keeps a user from being at Zoom as they should be, with what to do about it.
// A Duration cannot be changed.
@SuppressWarnings("ImmutableEnumChecker")
enum Hindrance {
    /// Zoom did not answer, not clearly, or throttles.
    UNCLEAR(
            AccountState.WAITING,
            Duration.ofSeconds(1),
            Duration.ofMinutes(15),
            "None: Zoom is asked what it has, then it is tried again."),
    /// Our account or app is refused.
    APP(
            AccountState.WAITING,
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            "See GET /api/v1/preflight: the Server-to-Server OAuth app must be active and have the scopes that it names."),
    /// The host key is withdrawn first: once the user is off, Zoom takes no key.
    KEY(
            AccountState.WAITING,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            "None: it goes on once the host key is withdrawn, or Zoom has not taken that for 10 minutes."),
    /// The host key is not to be withdrawn, as far as we know: a mass change is held.
    KEY_KEPT(
            AccountState.WAITING,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            "If GET /api/v1/holds shows the user, approve or drop that; a dropped one keeps key and account."),
    /// No licence or seat is left.
    LICENCE(
            AccountState.WAITING,
            Duration.ofMinutes(5),
            Duration.ofDays(1),
            "Free or buy a licence at Zoom, then retry; or set ZOOM_PROVISIONING_ON_NO_LICENCE=basic."),
    /// Nobody touches the user.
    PROTECTED(
            AccountState.WAITING,
            Duration.ofHours(1),
            Duration.ofHours(1),
            "Take the user out of HOSTKEY_PROTECTED_USERS, or let an operator unprotect them, if they should be changed."),
    DOMAIN(
            "Let Zoom's account take the address's domain: Advanced, Security, or the account's managed domains."),
    SIGN_ON(
            "At Zoom, Advanced, Single Sign-On: turn it on, and the option to pre-provision users."),
    VALUE("Correct the user's names at the identity provider, without words that Zoom refuses."),
    PERMISSION(
            "The administrator who made the app needs the right to manage such users; administrators and rooms are changed by hand."),
    OFFICE(
            "Give the user's call queues and receptions to somebody else in Zoom Phone, then retry."),
    /// Zoom refuses the heir.
    HEIR(
            "Let ZOOM_PROVISIONING_HEIR name a licensed, active user of the account other than this one."),
    TAKEN(
            "The address belongs to a user of another Zoom account: invite them into this one, or consolidate the domain at Zoom; or an invitation waits to be accepted."),
    INVITED(
            "The user has to accept the invitation that Zoom sent, or an administrator withdraws it."),
    /// Zoom does not know the user whom we knew.
    GONE(
            AccountState.WAITING,
            Duration.ofSeconds(5),
            Duration.ofDays(1),
            "Run a drift check; then switch the user off and on at the identity provider to have them made anew."),
    SWITCHED_OFF("An administrator of Zoom switched the user off: only they switch them on."),
    ADDRESS(
            "Change the e-mail address at Zoom (Users, edit): it is not changed over the API, since Zoom may ask the user to confirm it."),
    /// It may be another person.
    UNSURE(
            "Compare Zoom's user with who left: the same one is taken away by hand at Zoom; another one stays, and nothing is to be done."),
    SHARED("Two users of the identity provider have this address: correct one of them."),
    NO_ADDRESS("Give the user an e-mail address at the identity provider.");

    private final AccountState state;
    private final Duration first;
    private final Duration longest;
    private final String remedy;

    Hindrance(String remedy) {
        this(AccountState.BLOCKED, Duration.ofDays(1), Duration.ofDays(1), remedy);
    }

    Hindrance(AccountState state, Duration first, Duration longest, String remedy) {
        this.state = state;
        this.first = first;
        this.longest = longest;
        this.remedy = remedy;
    }

    static Hindrance of(Obstacle obstacle) {
        return switch (obstacle) {
            case LICENCE -> LICENCE;
            case DOMAIN -> DOMAIN;
            case SIGN_ON -> SIGN_ON;
            case VALUE -> VALUE;
            case PERMISSION -> PERMISSION;
            case OFFICE -> OFFICE;
        };
    }

    AccountState state() {
        return state;
    }

    /// In words, for an operator.
    String remedy() {
        return remedy;
    }

    /// Doubling from the first pause to the longest.
    ///
    /// @param attempt the one that was hindered, from 1
    Duration pause(int attempt) {
        int doublings = Math.min(Math.max(attempt - 1, 0), 20);
        Duration full = first.multipliedBy(1L << doublings);
        return full.compareTo(longest) < 0 ? full : longest;
    }
}
