/// The main job: what an event means for a user's host key, the list of users that need something,
/// and the loop that asks Zoom for it. It refuses to know who reported an event and who may read a
/// key.
@NullMarked
package dev.hostkeysync.provisioning;

import org.jspecify.annotations.NullMarked;
