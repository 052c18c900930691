/// The doors for what other systems push. Each sender has a leaf package of its own that proves the
/// sender and turns the payload into a change for the directory; it refuses to know what becomes of
/// that.
@NullMarked
package dev.hostkeysync.webhook;

import org.jspecify.annotations.NullMarked;
