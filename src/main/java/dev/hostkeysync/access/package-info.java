/// Who calls: bearer tokens of machines, kept as hashes only, JWTs of one issuer, and the scopes
/// they carry. It refuses to know what is done with a scope.
@NullMarked
package dev.hostkeysync.access;

import org.jspecify.annotations.NullMarked;
