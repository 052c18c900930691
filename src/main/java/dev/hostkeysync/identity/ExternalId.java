package dev.hostkeysync.identity;

/// The identity provider's id of a user (SCIM `externalId`, RFC 7643 section 3.1): opaque,
/// case-sensitive.
public record ExternalId(String value) {

    public ExternalId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
