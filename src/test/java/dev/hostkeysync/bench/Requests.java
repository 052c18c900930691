package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjLongConsumer;

/// The requests that are measured, in the shapes of Okta and Entra ID.
final class Requests {

    private static final byte[] NO_ID = new byte[UserIds.LENGTH];

    private static final String CREATE =
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
             "userName": "%1$s", "name": {"givenName": "Bench", "familyName": "User %2$s"},
             "emails": [{"primary": true, "value": "%1$s", "type": "work"}],
             "displayName": "Bench User %2$s", "locale": "en-US", "externalId": "00u%2$s",
             "groups": [], "active": true}\
            """
                    .formatted(userName(), Template.NUMBER);

    private static final String PATCH =
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations": [{"op": "replace", "path": "displayName", "value": "Bench User %s"}]}\
            """
                    .formatted(Template.NUMBER);

    private Requests() {}

    /// @param made called with the id of each new user and the time of the answer
    static Workload create(Secret token, UserIds ids, ObjLongConsumer<byte[]> made) {
        Template template = Template.of("POST", "/scim/v2/Users", token, CREATE);
        return new Checked(201) {
            @Override
            public byte[] request(long number) {
                return template.fill(number, NO_ID);
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {
                made.accept(ids.add(body), nanoTime);
            }
        };
    }

    static Workload create(Secret token, UserIds ids) {
        return create(token, ids, (_, _) -> {});
    }

    /// A display name is nobody's business but the directory's: no event follows.
    static Workload patch(Secret token, UserIds ids) {
        return of(Template.of("PATCH", "/scim/v2/Users/" + Template.ID, token, PATCH), ids);
    }

    static Workload get(Secret token, UserIds ids) {
        return of(Template.of("GET", "/scim/v2/Users/" + Template.ID, token, ""), ids);
    }

    /// @param first the number that the first of these users was made with
    static Workload findByUserName(Secret token, UserIds ids, long first) {
        String filter = "userName%20eq%20%22" + userName().replace("@", "%40") + "%22";
        Template template = Template.of("GET", "/scim/v2/Users?filter=" + filter, token, "");
        return new Checked(200) {
            @Override
            public byte[] request(long number) {
                return template.fill(first + number % ids.size(), NO_ID);
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {
                // The resource has an id, an empty list has none.
                byte[] _ = new UserIds().add(body);
            }
        };
    }

    static Workload reveal(Secret token, UserIds ids) {
        return of(Template.of("GET", "/api/v1/host-keys/" + Template.ID, token, ""), ids);
    }

    private static String userName() {
        return "bench-" + Template.NUMBER + "@example.com";
    }

    private static Workload of(Template template, UserIds ids) {
        return new Checked(200) {
            @Override
            public byte[] request(long number) {
                return template.fill(number, ids.get(number));
            }

            @Override
            void right(ByteBuffer body, long nanoTime) {}
        };
    }

    /// Stops the measurement at the first answer of another status.
    abstract static class Checked implements Workload {

        private final int expected;

        Checked(int expected) {
            this.expected = expected;
        }

        abstract void right(ByteBuffer body, long nanoTime);

        @Override
        public void answered(int status, ByteBuffer body, long nanoTime) {
            if (status != expected) {
                throw new IllegalStateException(
                        "the service answered %d, expected %d: %s"
                                .formatted(status, expected, StandardCharsets.UTF_8.decode(body)));
            }
            right(body, nanoTime);
        }
    }
}
