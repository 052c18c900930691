/// The pages for people: sign-in, the frame of every page, one's own key, and the operator console.
/// It refuses to know where anything is kept, and any digits but those it was handed to show.
@NullMarked
package dev.hostkeysync.portal;

import org.jspecify.annotations.NullMarked;
