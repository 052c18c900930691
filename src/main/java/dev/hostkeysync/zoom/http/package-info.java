/// One HTTP request, and what became of it: answered, not sent, or in doubt. It refuses to know
/// what an answer means.
@NullMarked
package dev.hostkeysync.zoom.http;

import org.jspecify.annotations.NullMarked;
