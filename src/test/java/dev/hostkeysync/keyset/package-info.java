/// The command behind `script/keyset`: makes and extends the keyset that seals host keys. It
/// refuses to know the service, and is no part of it.
@NullMarked
package dev.hostkeysync.keyset;

import org.jspecify.annotations.NullMarked;
