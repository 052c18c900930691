package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Wakes the loop that carries out what was decided about holds.
@ApplicationScoped
class HoldBell extends Bell {}
