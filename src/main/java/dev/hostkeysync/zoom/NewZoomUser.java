package dev.hostkeysync.zoom;

import dev.hostkeysync.identity.EmailAddress;
import java.util.Optional;

/// A user to be created for single sign-on (`ssoCreate`): without a password and without a mail.
///
/// @param type 1 Basic, 2 Licensed, 4 unassigned
public record NewZoomUser(
        EmailAddress email,
        int type,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName) {}
