package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.common.Secret;
import java.net.URI;

/// Where an issuer's SETs are fetched (RFC 8936).
///
/// @param token our bearer token there
record PollSource(String issuer, URI endpoint, Secret token) {}
