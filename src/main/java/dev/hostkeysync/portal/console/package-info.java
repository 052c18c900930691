/// The operator console: whether it works, and if not, why, with the button that mends it. It
/// refuses to know any digits, and to decide anything that the API would decide otherwise.
@NullMarked
package dev.hostkeysync.portal.console;

import org.jspecify.annotations.NullMarked;
