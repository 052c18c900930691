package dev.hostkeysync.provisioning;

import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.util.Optional;

/// One leased user with all that a call needs, as committed at the time of the lease.
///
/// @param pending the version to push, as it stood before this attempt; empty when nothing is to be
///   pushed any more
/// @param target how Zoom knows the user; empty when we have no address
record Work(SyncRow row, Optional<HostKey.Pending> pending, Optional<ZoomUserRef> target) {}
