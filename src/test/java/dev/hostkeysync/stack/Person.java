package dev.hostkeysync.stack;

/// Somebody the conversation is about. Who they are is known from the start, their ids only once
/// they have been given.
final class Person {

    final String firstName;
    final String lastName;
    final String email;

    /// What they sign in with; it need not be the e-mail.
    String userName;

    String userId = "";
    String zoomUserId = "";

    /// @param run tells the people of one run from those of another on the same data
    Person(String firstName, String lastName, String run) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.email =
                "%s.%s@example.com".formatted(firstName, run).toLowerCase(java.util.Locale.ROOT);
        this.userName = email;
    }
}
