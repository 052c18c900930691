package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.Secret;

/// A stream of which we ask from time to time whether it still flows.
///
/// @param token our bearer token at the transmitter's verification endpoint
record VerifiedStream(String issuer, String streamId, Secret token) {}
