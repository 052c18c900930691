package dev.hostkeysync.reconcile.preflight;

import java.time.Instant;

/// When Zoom's webhooks were last seen here.
sealed interface WebhookSighting {

    record Last(Instant at) implements WebhookSighting {}

    /// None, as far back as they are remembered.
    record None() implements WebhookSighting {}

    /// They are not remembered by their sender.
    record Unknown() implements WebhookSighting {}
}
