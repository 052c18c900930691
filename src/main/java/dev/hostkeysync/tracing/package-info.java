/// The trace that a thread works for, its way in from requests, and the few spans we make, with no
/// attribute but what is written here. The one package that knows OpenTelemetry; it refuses to know
/// users, keys and addresses.
@NullMarked
package dev.hostkeysync.tracing;

import org.jspecify.annotations.NullMarked;
