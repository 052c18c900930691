/// What operators see and do, user by user: how the work stands and why, and a new try, a new key,
/// no key, or protection from every change. It refuses to know any digits, and how Zoom is asked.
@NullMarked
package dev.hostkeysync.reconcile.users;

import org.jspecify.annotations.NullMarked;
