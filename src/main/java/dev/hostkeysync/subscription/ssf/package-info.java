/// Shared Signals transmitter: host-key events as signed SETs (OpenID SSF 1.0, CAEP 1.0), pushed
/// (RFC 8935) and polled (RFC 8936). It refuses to know how a push is retried, and what is in a
/// host key.
@NullMarked
package dev.hostkeysync.subscription.ssf;

import org.jspecify.annotations.NullMarked;
