/// What operators look at: metrics of several packages, health of every part, lag, the pipeline,
/// dead letters. It refuses to decide anything for a user.
@NullMarked
package dev.hostkeysync.ops;

import org.jspecify.annotations.NullMarked;
