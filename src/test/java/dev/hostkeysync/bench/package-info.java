/// Measures the packaged service from outside, as its own process before a real PostgreSQL and a
/// real Kafka. It refuses to know how the service works inside: it sees requests, topics, tables
/// and the operating system's counters.
@NullMarked
package dev.hostkeysync.bench;

import org.jspecify.annotations.NullMarked;
