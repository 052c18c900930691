/// The authorised way to a host key: finds the user, asks whether the key is certain, writes the
/// audit entry, and only then tells the digits. It refuses to know how a key gets to Zoom.
@NullMarked
package dev.hostkeysync.lookup;

import org.jspecify.annotations.NullMarked;
