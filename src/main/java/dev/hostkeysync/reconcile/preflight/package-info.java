/// Whether we can do the job: what was looked at, what was found, why it matters and how to mend
/// it. It refuses to mend anything unasked.
@NullMarked
package dev.hostkeysync.reconcile.preflight;

import org.jspecify.annotations.NullMarked;
