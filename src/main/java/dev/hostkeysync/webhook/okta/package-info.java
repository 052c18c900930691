/// Okta's event hooks: the verification, the secret in a header, and which of Okta's events says
/// what of whom. It refuses to know what becomes of it, and drops addresses, devices and places
/// unread.
@NullMarked
package dev.hostkeysync.webhook.okta;

import org.jspecify.annotations.NullMarked;
