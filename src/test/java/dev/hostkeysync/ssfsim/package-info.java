/// A strict transmitter of Shared Signals for tests: it signs, pushes, is polled and verifies its
/// stream as the standards say, and refuses what they do not allow. It refuses to know who
/// receives.
@NullMarked
package dev.hostkeysync.ssfsim;

import org.jspecify.annotations.NullMarked;
