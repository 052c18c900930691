package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rings when something must be done about the subscription.
@ApplicationScoped
class WatchBell extends Bell {}
