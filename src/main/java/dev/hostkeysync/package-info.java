/// Where the parts are put together: the entry point and what has no home of its own. Nobody
/// imports it.
@NullMarked
package dev.hostkeysync;

import org.jspecify.annotations.NullMarked;
