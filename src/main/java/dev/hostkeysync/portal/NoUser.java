package dev.hostkeysync.portal;

/// Why whoever is signed in has no key here.
///
/// @param email the verified address; empty when the issuer told none
public record NoUser(String email) {

    public boolean isVerified() {
        return !email.isEmpty();
    }
}
