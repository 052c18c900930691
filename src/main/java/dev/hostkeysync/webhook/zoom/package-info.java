/// Zoom's webhooks: the signature, the address check, and the events that change who exists. It
/// refuses to know what becomes of a change, and never looks at a host key in a payload.
@NullMarked
package dev.hostkeysync.webhook.zoom;

import org.jspecify.annotations.NullMarked;
