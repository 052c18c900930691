/// Tells whether a JWT was made by one issuer for us and still holds. It refuses to know what its
/// bearer may then do.
@NullMarked
package dev.hostkeysync.access.jwt;

import org.jspecify.annotations.NullMarked;
