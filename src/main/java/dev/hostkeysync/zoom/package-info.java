/// Zoom as we use it: one call per verb, and one sealed answer that says what it means for us. It
/// refuses to know events, rows and who asked; of a host key it knows the digits only.
@NullMarked
package dev.hostkeysync.zoom;

import org.jspecify.annotations.NullMarked;
