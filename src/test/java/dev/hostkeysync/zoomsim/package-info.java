/// A strict Zoom of our own for tests, benchmarks and the local run: the token endpoint, the user
/// calls and their rate limits as published, signed webhooks, and a `/_sim` side door to make it
/// misbehave and to ask what it saw. It refuses to know hostkey-sync: it imports nothing of it, so
/// that a misreading of Zoom in there cannot hide in here.
@NullMarked
package dev.hostkeysync.zoomsim;

import org.jspecify.annotations.NullMarked;
