/// Who exists, in which groups, and whom the policy lets hold a key: a change comes in, a version
/// and its events go out, in one transaction. The only writer of users and groups. It refuses to
/// know where a change came from and what a host key is.
@NullMarked
package dev.hostkeysync.directory;

import org.jspecify.annotations.NullMarked;
