/// Host-key events over HTTP: who subscribed, what is left to tell them, and the engine that tells
/// it. It refuses to know how an event comes about, and what is in a host key.
@NullMarked
package dev.hostkeysync.subscription;

import org.jspecify.annotations.NullMarked;
