/// Zoom's own users, made, named, switched off and removed as the identity provider says
/// (`ZOOM_PROVISIONING`), with what keeps Zoom from it and the remedy. It refuses to know digits,
/// and who reported an event.
@NullMarked
package dev.hostkeysync.account;

import org.jspecify.annotations.NullMarked;
