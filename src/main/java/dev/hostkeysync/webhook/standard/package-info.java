/// The door for every identity provider that has no adapter of its own: events of ours, signed as
/// Standard Webhooks asks. It refuses to know what becomes of them.
@NullMarked
package dev.hostkeysync.webhook.standard;

import org.jspecify.annotations.NullMarked;
