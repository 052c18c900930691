/// Keys for users who exist already: reads everybody Zoom knows, finds out who is without a key,
/// and has them marked a few at a time behind live work. It refuses to set a key itself.
@NullMarked
package dev.hostkeysync.reconcile.backfill;

import org.jspecify.annotations.NullMarked;
