package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.webhook.Notice;
import java.util.List;

/// What one event of Okta says to us.
sealed interface Understanding {

    /// @param notices one for each user it concerns; nearly always one
    record Taken(List<Notice> notices) implements Understanding {}

    /// Nothing for us.
    record Ignored() implements Understanding {}

    /// It would mean something, but lacks its id, its time or its user.
    record Malformed() implements Understanding {}
}
