/// The host key itself: how it is made, sealed, kept and moved from PENDING over ACTIVE to RETIRED,
/// and the event that tells of it. It refuses to know Zoom, Kafka and REST.
@NullMarked
package dev.hostkeysync.hostkey;

import org.jspecify.annotations.NullMarked;
