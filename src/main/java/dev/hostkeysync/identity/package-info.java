/// Who a person is: ids, addresses, profile and status, as values only. It refuses to know where
/// they are stored and who sent them.
@NullMarked
package dev.hostkeysync.identity;

import org.jspecify.annotations.NullMarked;
