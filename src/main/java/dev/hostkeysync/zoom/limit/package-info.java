/// Every rate class of Zoom and the pace that all replicas share. It refuses to know what the calls
/// are for.
@NullMarked
package dev.hostkeysync.zoom.limit;

import org.jspecify.annotations.NullMarked;
