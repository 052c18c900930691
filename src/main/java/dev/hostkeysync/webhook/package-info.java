/// What all webhooks have in common: the inbox that takes each event once, and the answers. It
/// refuses to know any sender; each has a package of its own below.
@NullMarked
package dev.hostkeysync.webhook;

import org.jspecify.annotations.NullMarked;
