package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rings when users were put on the list.
@ApplicationScoped
class LookBell extends Bell {}
