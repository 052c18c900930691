/// Records that could not be handled, for operators: what they are, once more, and until when they
/// are kept. It refuses to show or to know what is in them.
@NullMarked
package dev.hostkeysync.ops.letters;

import org.jspecify.annotations.NullMarked;
