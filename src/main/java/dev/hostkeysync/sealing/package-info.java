/// The keyset, and secrets sealed with it for one row of one table. It refuses to know whose
/// secrets they are.
@NullMarked
package dev.hostkeysync.sealing;

import org.jspecify.annotations.NullMarked;
