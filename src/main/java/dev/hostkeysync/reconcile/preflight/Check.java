package dev.hostkeysync.reconcile.preflight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What is looked at, and why it matters.
public enum Check {
    TOKEN("Every call to Zoom carries an access token: without one no host key can be set."),
    SCOPES("Zoom refuses a call for which the token lacks the scope."),
    HOST_KEY_LOCK(
            "While users may change their own host key at Zoom, the key kept here can be wrong"
                    + " without anybody noticing, and Zoom tells nobody what it is."),
    LIMITS(
            "ZOOM_PLAN says how fast Zoom may be called. A plan higher than the account's gets"
                    + " calls refused, those of other apps too; a lower one wastes time."),
    CLOCK(
            "Signatures of webhooks and the expiry of tokens are judged by this machine's clock,"
                    + " and tokens leave it a minute."),
    WEBHOOK(
            "Without Zoom's webhooks nobody notices that a user left the account, was created there"
                    + " or came back, until the next drift check."),
    TOPICS(
            "Events are lost, or applied in another order, where Kafka keeps them for a shorter time"
                    + " or spreads them otherwise than is relied on.");

    private final String why;

    Check(String why) {
        this.why = why;
    }

    String why() {
        return why;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
