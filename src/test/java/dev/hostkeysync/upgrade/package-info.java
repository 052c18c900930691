/// What lets an old version of the service run beside a new one: which migrations may come. It
/// refuses to know what they are for.
@NullMarked
package dev.hostkeysync.upgrade;

import org.jspecify.annotations.NullMarked;
