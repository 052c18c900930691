/// Client libraries that others have written, before the packaged service: what they send and what
/// they can read. It refuses to know anything of the service but its URL and a token.
@NullMarked
package dev.hostkeysync.scimclient;

import org.jspecify.annotations.NullMarked;
