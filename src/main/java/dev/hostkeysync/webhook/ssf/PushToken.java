package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.Secret;
import java.util.Optional;

/// What a transmitter sends as bearer token when it pushes.
///
/// @param issuer the only one for which it may deliver; empty = all of ours
record PushToken(Optional<String> issuer, Secret token) {}
