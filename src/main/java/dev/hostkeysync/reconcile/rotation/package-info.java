/// Replaces keys before they are older than they may be (`HOSTKEY_MAX_AGE`): finds whose turn it is
/// and marks them. It refuses to know any digits, and how Zoom is asked.
@NullMarked
package dev.hostkeysync.reconcile.rotation;

import org.jspecify.annotations.NullMarked;
