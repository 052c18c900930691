/// What can happen to a user, as sealed events, and their form on the wire (CloudEvents 1.0, JSON).
/// It refuses to know who reported it and what it means for a host key.
@NullMarked
package dev.hostkeysync.lifecycle;

import org.jspecify.annotations.NullMarked;
