/// Everybody Zoom knows, read from its list into rows, for whoever compares them with what we know.
/// It refuses to know what they are compared for.
@NullMarked
package dev.hostkeysync.reconcile.census;

import org.jspecify.annotations.NullMarked;
