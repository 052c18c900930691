/// The drift check: compares Zoom's list of users with the directory and the stored keys, names
/// what no event has told us, and repairs it through the doors that events take. It refuses to know
/// how a key is set, and to believe a list that is suddenly smaller.
@NullMarked
package dev.hostkeysync.reconcile.drift;

import org.jspecify.annotations.NullMarked;
