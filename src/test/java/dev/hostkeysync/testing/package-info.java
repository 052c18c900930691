/// What tests of several packages share: databases, clocks, people. It refuses to know any feature.
@NullMarked
package dev.hostkeysync.testing;

import org.jspecify.annotations.NullMarked;
