/// Messages that must reach Kafka: rows in the caller's transaction, one relay that empties them in
/// order, the topics. It knows bytes and keys and refuses to know what they mean.
@NullMarked
package dev.hostkeysync.outbox;

import org.jspecify.annotations.NullMarked;
