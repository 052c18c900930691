package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Requests that are about [StoredUsers], another one of them each time.
final class StoredRequests {

    /// Resources in a page, as Okta asks for.
    static final int PAGE = 100;

    private static final byte[] NO_ID = new byte[UserIds.LENGTH];
    private static final String USERS = "/scim/v2/Users";

    private static final String PATCH =
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations": [{"op": "replace", "path": "displayName", "value": "Changed %s"}]}\
            """
                    .formatted(Template.NUMBER);

    private StoredRequests() {}

    static Workload patch(Secret token, int stored) {
        Template template = Template.of("PATCH", USERS + "/" + Template.ID, token, PATCH);
        return new Requests.Checked(200) {
            @Override
            public byte[] request(long number) {
                String id = StoredUsers.id(StoredUsers.scattered(number, stored));
                return template.fill(number, id.getBytes(StandardCharsets.US_ASCII));
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {}
        };
    }

    static Workload findByUserName(Secret token, int stored) {
        String filter = "userName%20eq%20%22user-" + Template.NUMBER + "%40example.com%22";
        Template template = Template.of("GET", USERS + "?filter=" + filter, token, "");
        return new Requests.Checked(200) {
            @Override
            public byte[] request(long number) {
                return template.fill(StoredUsers.scattered(number, stored), NO_ID);
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {
                // The resource has an id, an empty list has none.
                byte[] _ = new UserIds().add(body);
            }
        };
    }

    /// The same page each time, as every import begins.
    static Workload firstPage(Secret token) {
        return page(token, 1, 1);
    }

    /// Pages behind the middle of the list.
    static Workload deepPages(Secret token, int stored) {
        return page(token, stored / 2, stored / 2 - PAGE);
    }

    /// @param first the lowest `startIndex`
    /// @param range so many different ones
    private static Workload page(Secret token, int first, int range) {
        Template template =
                Template.of(
                        "GET",
                        USERS + "?startIndex=" + Template.NUMBER + "&count=" + PAGE,
                        token,
                        "");
        return new Requests.Checked(200) {
            @Override
            public byte[] request(long number) {
                return template.fill(first + StoredUsers.scattered(number, range), NO_ID);
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {
                byte[] _ = new UserIds().add(body);
            }
        };
    }
}
