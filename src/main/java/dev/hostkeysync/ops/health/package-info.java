/// Health of every part: its name, how it stands, what that means and how to mend it. It refuses to
/// take a replica down for something that a restart does not mend.
@NullMarked
package dev.hostkeysync.ops.health;

import org.jspecify.annotations.NullMarked;
