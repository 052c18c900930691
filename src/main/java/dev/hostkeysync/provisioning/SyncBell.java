package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rung when users were marked.
@ApplicationScoped
class SyncBell extends Bell {}
