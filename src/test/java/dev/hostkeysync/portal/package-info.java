/// Tests of the pages, as far as they need no browser.
@NullMarked
package dev.hostkeysync.portal;

import org.jspecify.annotations.NullMarked;
