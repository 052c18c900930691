package dev.hostkeysync.scim;

/// The `scimType` of an error: RFC 7644 section 3.12, table 9, and RFC 9865 section 2.3, as far as
/// it is ever told here.
enum ScimType {
    INVALID_COUNT("invalidCount"),
    INVALID_CURSOR("invalidCursor"),
    INVALID_FILTER("invalidFilter"),
    INVALID_PATH("invalidPath"),
    INVALID_SYNTAX("invalidSyntax"),
    INVALID_VALUE("invalidValue"),
    MUTABILITY("mutability"),
    NO_TARGET("noTarget"),
    TOO_MANY("tooMany"),
    UNIQUENESS("uniqueness");

    private final String wireName;

    ScimType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
