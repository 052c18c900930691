/// The packaged service as its own process on real PostgreSQL and Kafka, before a strict Zoom: what
/// it promises, whatever is killed or away. It refuses to know how the service does it, but for the
/// moments at which it is killed.
@NullMarked
package dev.hostkeysync.journey;

import org.jspecify.annotations.NullMarked;
