/// Who calls: bearer tokens of machines, kept as hashes only, and the scopes they carry. It refuses
/// to know what is done with a scope.
@NullMarked
package dev.hostkeysync.access;

import org.jspecify.annotations.NullMarked;
