/// Golden conversations: what identity providers and their client libraries send, request by
/// request, and what they must be answered, as data in `src/test/resources/golden`, played over
/// HTTP. It refuses to know how the service works inside: it sees requests, answers and host keys.
@NullMarked
package dev.hostkeysync.golden;

import org.jspecify.annotations.NullMarked;
