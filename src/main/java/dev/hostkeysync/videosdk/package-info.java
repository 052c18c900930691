/// Signs the JWTs with which the programs of others enter sessions of Zoom's Video SDK. It refuses
/// to know host keys and users: who may be whom in a session is the caller's to say.
@NullMarked
package dev.hostkeysync.videosdk;

import org.jspecify.annotations.NullMarked;
