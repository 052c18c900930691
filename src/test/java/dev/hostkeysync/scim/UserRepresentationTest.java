package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Heard;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserRepresentationTest {

    @Test
    void writesItsMembersInTheOrderOfTheSchema() {
        String document =
                """
                {"urn:acme:1.0:User":{"badge":1},"active":true,"emails":[{"value":"z@x"}],"name":{"givenName":"Z"},\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R"},"title":"T",\
                "userName":"zoe","externalId":"00u1"}\
                """;
        DirectoryUser user =
                new DirectoryUser(
                        new UserId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")),
                        new Profile(
                                "zoe",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                document),
                        Optional.empty(),
                        true,
                        true,
                        UserStatus.ACTIVE,
                        7,
                        Instant.parse("2026-01-02T03:04:05.123456Z"),
                        Instant.parse("2026-02-03T04:05:06Z"),
                        Heard.NOTHING);

        String written =
                ScimJson.text(UserRepresentation.of(user, "https://keys.example.com/scim/v2"));

        assertThat(written)
                .isEqualTo(
                        """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:acme:1.0:User",\
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],\
                        "id":"01890a5d-ac96-774b-bcce-b302099a8057","externalId":"00u1","userName":"zoe",\
                        "name":{"givenName":"Z"},"title":"T","active":true,"emails":[{"value":"z@x"}],\
                        "urn:acme:1.0:User":{"badge":1},\
                        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R"},\
                        "meta":{"resourceType":"User","created":"2026-01-02T03:04:05.123456Z",\
                        "lastModified":"2026-02-03T04:05:06Z",\
                        "location":"https://keys.example.com/scim/v2/Users/01890a5d-ac96-774b-bcce-b302099a8057",\
                        "version":"W/\\"7\\""}}\
                        """);
    }
}
