package dev.hostkeysync.bench;

import java.util.Locale;

/// The users who are there before anything is measured, each a function of a number: whoever knows
/// the number knows the id and the names.
final class StoredUsers {

    /// Where the number stands in [#DOCUMENT]; nobody has this one.
    static final String MARK = "99999999";

    /// Some 1.2 KiB of JSON, what a provider with a full attribute mapping sends.
    static final String DOCUMENT =
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "userName": "user-%1$s@example.com", "externalId": "00u%1$s",
             "name": {"formatted": "Stored User %1$s", "givenName": "Stored", "familyName": "User %1$s"},
             "displayName": "Stored User %1$s", "nickName": "u%1$s", "title": "Tour Guide",
             "userType": "Employee", "preferredLanguage": "en-US", "locale": "en-US",
             "timezone": "America/Los_Angeles", "active": true,
             "emails": [{"value": "user-%1$s@example.com", "type": "work", "primary": true},
              {"value": "home-%1$s@example.org", "type": "home"}],
             "phoneNumbers": [{"value": "+1 555 %1$s", "type": "work"},
              {"value": "+1 556 %1$s", "type": "mobile"}],
             "addresses": [{"type": "work", "streetAddress": "100 Universal City Plaza",
              "locality": "Hollywood", "region": "CA", "postalCode": "91608", "country": "US"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"employeeNumber": "%1$s",
              "costCenter": "4130", "organization": "Universal Studios", "division": "Theme Park",
              "department": "Tour Operations"}}\
            """
                    .formatted(MARK);

    /// Has no factor in common with any number of users that we store.
    private static final long STEP = 7_919;

    /// The id of a user as an expression of SQL over the number `n`; [#id] in Java.
    static final String SQL_ID =
            """
            ('018f' || substr(lpad(to_hex(n), 8, '0'), 1, 4) || '-' || substr(lpad(to_hex(n), 8, '0'), 5, 4)
                || '-7000-8000-000000000000')::uuid\
            """;

    private StoredUsers() {}

    /// In the form of our own ids, older than any of them.
    static String id(long number) {
        return String.format(
                Locale.ROOT,
                "018f%04x-%04x-7000-8000-000000000000",
                number >>> 16,
                number & 0xffff);
    }

    /// Another one for each request, all over the table.
    static long scattered(long request, int stored) {
        return request * STEP % stored;
    }
}
