package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rung when rows were committed to the outbox.
@ApplicationScoped
class RelayBell extends Bell {}
