/// Where what we ship comes from: libraries and their licences, pinned actions. Knows nothing of
/// what the service does.
@NullMarked
package dev.hostkeysync.supply;

import org.jspecify.annotations.NullMarked;
