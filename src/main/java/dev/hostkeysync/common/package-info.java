/// What every feature may lean on: ids, secrets that do not print, settings and problem details. It
/// refuses to know any feature.
@NullMarked
package dev.hostkeysync.common;

import org.jspecify.annotations.NullMarked;
