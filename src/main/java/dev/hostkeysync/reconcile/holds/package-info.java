/// What the mass-change guard stopped, for the operator who approves or drops it. It refuses to
/// know how a key is revoked.
@NullMarked
package dev.hostkeysync.reconcile.holds;

import org.jspecify.annotations.NullMarked;
