/// Server-to-Server OAuth: one access token, cached, refreshed ahead of expiry, one refresh in
/// flight. It refuses to know what the token is used for.
@NullMarked
package dev.hostkeysync.zoom.auth;

import org.jspecify.annotations.NullMarked;
