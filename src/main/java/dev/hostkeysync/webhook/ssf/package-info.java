/// Shared Signals: security event tokens of identity providers, pushed to us or fetched, and the
/// check that their stream still flows. It refuses to know what becomes of a change.
@NullMarked
package dev.hostkeysync.webhook.ssf;

import org.jspecify.annotations.NullMarked;
