/// The trail of who read or changed what, written in the caller's transaction: no entry, no answer.
/// It refuses to know what the actions mean.
@NullMarked
package dev.hostkeysync.audit;

import org.jspecify.annotations.NullMarked;
