/// The texts that a room device dials: SIP and H.323 addresses of Zoom's Conference Room Connector,
/// pure text from typed parts. It refuses to know whose host key it is given and where from.
@NullMarked
package dev.hostkeysync.dialing;

import org.jspecify.annotations.NullMarked;
