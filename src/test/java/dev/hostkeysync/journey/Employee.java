package dev.hostkeysync.journey;

import java.util.concurrent.atomic.AtomicInteger;

/// Somebody the identity provider has pushed.
///
/// @param id the service's own id
record Employee(String id, String email) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// An address that nobody has had in this JVM.
    static String newEmail() {
        return "employee-" + COUNT.incrementAndGet() + "@example.com";
    }
}
