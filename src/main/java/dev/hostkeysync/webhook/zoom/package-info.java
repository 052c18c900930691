/// Zoom's webhooks: the signature, the address check, and the events that change who exists, who
/// may host, or who set a host key. It refuses to know what becomes of a change; digits in a
/// payload get no further than the question whether they are ours.
@NullMarked
package dev.hostkeysync.webhook.zoom;

import org.jspecify.annotations.NullMarked;
