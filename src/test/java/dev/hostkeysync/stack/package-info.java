/// The real things around the service: PostgreSQL, Kafka, an OIDC issuer, the Zoom simulator and
/// the service's own process, for the local run and for the tests that need them. It refuses to
/// know how the service works inside: it sees URLs, topics and variables only.
@NullMarked
package dev.hostkeysync.stack;

import org.jspecify.annotations.NullMarked;
