package dev.hostkeysync.account;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rung when accounts were marked.
@ApplicationScoped
class AccountBell extends Bell {}
