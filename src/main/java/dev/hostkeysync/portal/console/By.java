package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.Caller;

/// Who does something, for the audit trail.
///
/// @param source the address the request came from
record By(Caller caller, String source) {

    String label() {
        return caller.label();
    }
}
