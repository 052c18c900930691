package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.UserResource;
import dev.hostkeysync.journey.SharedService;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// UnboundID's client keeps a user.
class UnboundIdUserIT {

    private final ScimService scim = UnboundId.service();
    private final String userName = UnboundId.newUserName();

    @Test
    void createsAUserWhoComesBackAsSent() throws ScimException {
        UserResource sent = UnboundId.user(userName).setPassword("throw-away-4711");

        UserResource created = scim.create(UnboundId.USERS, sent);
        UserResource read = scim.retrieve(UnboundId.USERS, created.getId(), UserResource.class);

        assertThat(read).isEqualTo(created);
        assertThat(created.getMeta().getResourceType()).isEqualTo("User");
        assertThat(created.getMeta().getVersion()).isEqualTo("W/\"1\"");
        assertThat(created.getMeta().getLocation())
                .hasToString(UnboundId.base() + "/Users/" + created.getId());
        assertThat(created.getMeta().getCreated()).isEqualTo(created.getMeta().getLastModified());
        created.setId(null);
        created.setMeta(null);
        assertThat(created).isEqualTo(sent.setPassword(null));
    }

    @Test
    void readsOnlyWhatItAsksFor() throws ScimException {
        UserResource user = scim.create(UnboundId.USERS, UnboundId.user(userName));

        UserResource some =
                scim.retrieveRequest(UnboundId.USERS, user.getId())
                        .attributes("name.givenName", "emails.value")
                        .invoke(UserResource.class);
        UserResource rest =
                scim.retrieveRequest(UnboundId.USERS, user.getId())
                        .excludedAttributes("name", "emails")
                        .invoke(UserResource.class);

        assertThat(some.getId()).isEqualTo(user.getId());
        assertThat(some.getUserName()).isNull();
        assertThat(some.getName().getGivenName()).isEqualTo("Zoë");
        assertThat(some.getName().getFamilyName()).isNull();
        assertThat(some.getEmails().getFirst().getValue()).isEqualTo(userName);
        assertThat(some.getEmails().getFirst().getType()).isNull();
        assertThat(rest.getName()).isNull();
        assertThat(rest.getEmails()).isNull();
        assertThat(rest.getTitle()).isEqualTo("Tour\\Guide");
    }

    @Test
    void replacesAUserWithWhatItHasRead() throws ScimException {
        UserResource user = scim.create(UnboundId.USERS, UnboundId.user(userName));

        user.setTitle(null).setDisplayName("Z").setActive(false);
        EnterpriseUserExtension enterprise = user.getExtension(EnterpriseUserExtension.class);
        user.setExtension(enterprise.setDepartment("Legal").setCostCenter(null));
        UserResource replaced = scim.replace(user);

        assertThat(replaced.getTitle()).isNull();
        assertThat(replaced.getDisplayName()).isEqualTo("Z");
        assertThat(replaced.getActive()).isFalse();
        assertThat(replaced.getExtension(EnterpriseUserExtension.class))
                .isEqualTo(
                        new EnterpriseUserExtension()
                                .setEmployeeNumber("701984")
                                .setDepartment("Legal"));
        assertThat(replaced.getMeta().getCreated()).isEqualTo(user.getMeta().getCreated());
        assertThat(scim.retrieve(replaced)).isEqualTo(replaced);
    }

    @Test
    void changesNothingByReplacingAUserWithItself() throws ScimException {
        UserResource user = scim.create(UnboundId.USERS, UnboundId.user(userName));

        assertThat(scim.replace(user)).isEqualTo(user);
    }

    @Test
    void deletesAUser() throws ScimException {
        UserResource user = scim.create(UnboundId.USERS, UnboundId.user(userName));

        scim.delete(user);

        assertThat(UnboundId.refusal(() -> scim.retrieve(user)))
                .isEqualTo("404 - there is no user with this id");
        assertThat(UnboundId.refusal(() -> scim.delete(user)))
                .isEqualTo("404 - there is no user with this id");
        assertThat(UnboundId.refusal(() -> scim.replace(user)))
                .isEqualTo("404 - there is no user with this id");
        assertThat(scim.create(UnboundId.USERS, UnboundId.user(userName)).getId())
                .isNotEqualTo(user.getId());
    }

    @Test
    void isToldWhyAUserIsRefused() throws ScimException {
        UserResource _ = scim.create(UnboundId.USERS, UnboundId.user(userName));

        assertThat(
                        UnboundId.refusal(() ->
                                scim.create(
                                        UnboundId.USERS,
                                        UnboundId.user(userName.toUpperCase(Locale.ROOT)))))
                .isEqualTo(
                        "409 uniqueness another user has this userName; names are compared without"
                                + " case, and inactive users keep theirs");
        assertThat(UnboundId.refusal(() -> scim.create(UnboundId.USERS, new UserResource())))
                .isEqualTo("400 invalidValue 'userName' is required and must not be empty");
        assertThat(
                        UnboundId.refusal(() ->
                                scim.retrieve(
                                        UnboundId.USERS,
                                        UUID.randomUUID().toString(),
                                        UserResource.class)))
                .isEqualTo("404 - there is no user with this id");
    }

    @Test
    void isToldThatItMayNot() {
        assertThat(UnboundId.refusal(() -> list("wrong-token-0123456789")))
                .isEqualTo("401 - Authentication is needed: the bearer token is not known here");
        assertThat(UnboundId.refusal(() -> list(SharedService.otherToken())))
                .isEqualTo("403 - The caller may not do this: the token lacks the scope for this");
    }

    @Test
    void isToldThatMeIsNobody() {
        assertThat(UnboundId.refusal(() -> scim.retrieve(ScimService.ME_URI, UserResource.class)))
                .startsWith("501 - ");
    }

    private static void list(String token) throws ScimException {
        var _ = UnboundId.service(token).searchRequest(UnboundId.USERS).invoke(UserResource.class);
    }
}
