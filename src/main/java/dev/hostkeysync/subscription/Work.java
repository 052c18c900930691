package dev.hostkeysync.subscription;

import java.util.Optional;

/// A leased delivery and to whom it goes.
///
/// @param receiver empty when its secret does not open, or the subscription is gone
record Work(Delivery delivery, Optional<Receiver> receiver) {}
