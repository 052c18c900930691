package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the loop when a check was asked for.
@ApplicationScoped
class DriftBell extends Bell {}
