package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Bell;
import jakarta.enterprise.context.ApplicationScoped;

/// Rung when there may be something to deliver.
@ApplicationScoped
public class DeliveryBell extends Bell {}
