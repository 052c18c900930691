/// What tests of several features share. It refuses to know any feature: a database is migrated and
/// handed over, what stands in it is the test's business.
@NullMarked
package dev.hostkeysync.testing;

import org.jspecify.annotations.NullMarked;
