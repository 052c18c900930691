package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.webhook.graph.LastSaid.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileMergeTest {

    private static final ObjectId ID = new ObjectId("aaaaaaaa-0000-0000-0000-000000000001");
    private static final JsonMapper JSON = new JsonMapper();

    private static GraphUser graphUser(
            String userName, @Nullable String mail, @Nullable String displayName) {
        return new GraphUser(
                ID,
                userName,
                Optional.ofNullable(mail).flatMap(EmailAddress::parse),
                Optional.ofNullable(displayName),
                Optional.of("Zoe"),
                Optional.of("Beck"),
                true,
                false);
    }

    private static LastSaid said(
            @Nullable String userName, @Nullable String mail, @Nullable String displayName) {
        return new LastSaid(
                Optional.ofNullable(userName),
                Optional.ofNullable(mail).flatMap(EmailAddress::parse),
                Optional.ofNullable(displayName),
                State.ENABLED);
    }

    private static Profile pushed(
            String userName, @Nullable String mail, @Nullable String displayName, String document) {
        return new Profile(
                userName,
                Optional.of(new ExternalId("zbeck")),
                Optional.ofNullable(mail).flatMap(EmailAddress::parse),
                Optional.ofNullable(displayName),
                true,
                document);
    }

    @Test
    void makesADocumentLikeEntrasOwn() {
        Profile profile = ProfileMerge.profile(graphUser("zoe@x.org", "zoe@example.com", "Zoe B"));

        assertThat(profile)
                .isEqualTo(
                        new Profile(
                                "zoe@x.org",
                                Optional.of(new ExternalId(ID.value())),
                                EmailAddress.parse("zoe@example.com"),
                                Optional.of("Zoe B"),
                                true,
                                "{\"userName\":\"zoe@x.org\",\"externalId\":\""
                                        + ID
                                        + "\",\"displayName\":\"Zoe B\","
                                        + "\"name\":{\"givenName\":\"Zoe\",\"familyName\":\"Beck\"},"
                                        + "\"emails\":[{\"value\":\"zoe@example.com\",\"type\":\"work\",\"primary\":true}],"
                                        + "\"active\":true}"));
    }

    @Test
    void changesWhatGraphChangedAndNothingElse() throws Exception {
        String document =
                """
                {"userName":"zoe@x.org","externalId":"zbeck","active":true,"title":"CEO",
                 "emails":[{"value":"Zoe@Example.com","type":"work"},{"value":"z@home.org","type":"home"}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Board"}}
                """;

        Profile after =
                ProfileMerge.edited(
                        pushed("Zoe@x.org", "Zoe@Example.com", "Zoe B", document),
                        said("zoe@x.org", "zoe@example.com", "Zoe B"),
                        graphUser("zoe.c@x.org", "zoe.c@example.com", "Zoe C"));

        assertThat(after.userName()).isEqualTo("zoe.c@x.org");
        assertThat(after.email()).isEqualTo(EmailAddress.parse("zoe.c@example.com"));
        assertThat(after.displayName()).contains("Zoe C");
        assertThat(after.externalId()).contains(new ExternalId("zbeck"));
        assertThat(JSON.readTree(after.document()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"userName":"zoe.c@x.org","externalId":"zbeck","active":true,"title":"CEO",
                                 "emails":[{"value":"zoe.c@example.com","type":"work"},{"value":"z@home.org","type":"home"}],
                                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Board"},
                                 "displayName":"Zoe C"}
                                """));
    }

    @Test
    void addsTheAddressThatWasTheUserNameSoFar() throws Exception {
        Profile after =
                ProfileMerge.edited(
                        pushed("zoe@x.org", "zoe@x.org", null, "{\"userName\":\"zoe@x.org\"}"),
                        said("zoe@x.org", "zoe@x.org", null),
                        graphUser("zoe@x.org", "zoe@example.com", null));

        assertThat(after.email()).isEqualTo(EmailAddress.parse("zoe@example.com"));
        assertThat(JSON.readTree(after.document()).at("/emails/0/value").asText())
                .isEqualTo("zoe@example.com");
    }

    /// before, what Graph said last, what it says now → after.
    @ParameterizedTest
    @CsvSource({
        "zoe@x.org,  zoe@x.org, zoe@x.org,  zoe@x.org",
        "zoe@x.org,  zoe@x.org, zoe2@x.org, zoe2@x.org",
        "ZOE@X.ORG,  zoe@x.org, zoe2@x.org, zoe2@x.org",
        "ZOE@X.ORG,  zoe@x.org, zoe@x.org,  ZOE@X.ORG",
        "zoe@x.org,  zoe@x.org, Zoe@x.org,  Zoe@x.org",
        // Mapped from something else: SCIM's.
        "zbeck,      zoe@x.org, zoe2@x.org, zbeck",
        // SCIM was first.
        "zoe2@x.org, zoe@x.org, zoe2@x.org, zoe2@x.org",
        "zoe3@x.org, zoe@x.org, zoe2@x.org, zoe3@x.org",
        // Never heard.
        "zoe@x.org,           , zoe2@x.org, zoe@x.org",
    })
    void mergesTheUserName(String before, @Nullable String last, String now, String after) {
        Profile profile =
                ProfileMerge.edited(
                        pushed(before, null, null, "{}"),
                        said(last, null, null),
                        graphUser(now, null, null));

        assertThat(profile.userName()).isEqualTo(after);
    }

    @Test
    void leavesTheAddressThatGraphDoesNotTellAnyMore() {
        Profile before = pushed("zbeck", "zoe@example.com", "Zoe", "{\"userName\":\"zbeck\"}");

        Profile after =
                ProfileMerge.edited(
                        before, said("u", "zoe@example.com", "Zoe"), graphUser("u", null, null));

        assertThat(after).isEqualTo(before);
    }
}
