package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rings when an operator changed something.
@ApplicationScoped
class BackfillBell extends Bell {}
