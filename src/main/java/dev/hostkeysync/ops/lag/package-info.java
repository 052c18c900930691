/// How far our consumers are behind the topics they read, asked from the brokers themselves. It
/// refuses to know what the messages are.
@NullMarked
package dev.hostkeysync.ops.lag;

import org.jspecify.annotations.NullMarked;
