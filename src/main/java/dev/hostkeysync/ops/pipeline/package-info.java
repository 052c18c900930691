/// The whole walk from request to event at a glance: one verdict with its reason, and the numbers
/// behind it. It refuses to know single users.
@NullMarked
package dev.hostkeysync.ops.pipeline;

import org.jspecify.annotations.NullMarked;
