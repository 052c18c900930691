package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Captain Goldfish's client keeps a user.
class GoldfishUserIT {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final Goldfish scim = new Goldfish();
    private final String userName = UnboundId.newUserName();
    private User user = new User();

    @BeforeEach
    void create() {
        user = scim.create(Goldfish.user(userName));
    }

    @AfterEach
    void close() {
        scim.close();
    }

    @Test
    void createsAUserWhoComesBackAsSent() {
        assertThat(scim.get(user)).isEqualTo(user);
        assertThat(user.getMeta().orElseThrow().getLocation())
                .contains(UnboundId.base() + "/Users/" + Goldfish.id(user));
        User sent = Goldfish.user(userName);
        assertThat(user.getUserName()).contains(userName);
        assertThat(user.getExternalId()).contains("00u-" + userName);
        assertThat(user.getName()).isEqualTo(sent.getName());
        assertThat(user.getDisplayName()).contains("Zoë \"Z\" O'Neil");
        assertThat(user.getTitle()).contains("Tour\\Guide");
        assertThat(user.isActive()).contains(true);
        assertThat(user.getEmails()).isEqualTo(sent.getEmails());
        assertThat(user.getEnterpriseUser()).isEqualTo(sent.getEnterpriseUser());
    }

    @Test
    void replacesAUser() {
        User next = User.builder().userName(userName).nickName("Z").active(false).build();

        User replaced =
                Goldfish.resource(
                        scim.client()
                                .update(User.class, Goldfish.USERS, Goldfish.id(user))
                                .setResource(next)
                                .sendRequest());

        assertThat(replaced.getNickName()).contains("Z");
        assertThat(replaced.isActive()).contains(false);
        assertThat(replaced.getTitle()).isEmpty();
        assertThat(replaced.getEmails()).isEmpty();
        assertThat(replaced.getEnterpriseUser()).isEmpty();
        assertThat(scim.get(user)).isEqualTo(replaced);
    }

    @Test
    void patchesAUser() {
        User patched =
                Goldfish.resource(
                        scim.client()
                                .patch(User.class, Goldfish.USERS, Goldfish.id(user))
                                .addOperation()
                                .op(PatchOp.REPLACE)
                                .path("active")
                                .value("false")
                                .next()
                                .op(PatchOp.REPLACE)
                                .path("emails[type eq \"home\"].value")
                                .value("z@example.org")
                                .next()
                                .op(PatchOp.ADD)
                                .path("emails")
                                .valueNode(
                                        Email.builder()
                                                .value("zz@example.org")
                                                .type("other")
                                                .build())
                                .next()
                                .op(PatchOp.REMOVE)
                                .path("title")
                                .next()
                                .op(PatchOp.ADD)
                                .path(ENTERPRISE + ":costCenter")
                                .value("4130")
                                .build()
                                .sendRequest());

        assertThat(patched.isActive()).contains(false);
        assertThat(patched.getEmails())
                .extracting(email -> email.getValue().orElseThrow())
                .containsExactly(userName, "z@example.org", "zz@example.org");
        assertThat(patched.getTitle()).isEmpty();
        assertThat(patched.getEnterpriseUser())
                .contains(
                        EnterpriseUser.builder()
                                .employeeNumber("701984")
                                .department("R&D")
                                .costCenter("4130")
                                .build());
        assertThat(scim.get(user)).isEqualTo(patched);
    }

    @Test
    void patchesAUserWithAWholeResourceAndNoPath() {
        User change = User.builder().displayName("Z").nickName("Zed").build();
        change.setEnterpriseUser(EnterpriseUser.builder().division("North").build());

        User patched =
                Goldfish.resource(
                        scim.client()
                                .patch(User.class, Goldfish.USERS, Goldfish.id(user))
                                .addOperation()
                                .op(PatchOp.REPLACE)
                                .valueNodes(List.of(change))
                                .build()
                                .sendRequest());

        assertThat(patched.getDisplayName()).contains("Z");
        assertThat(patched.getNickName()).contains("Zed");
        assertThat(patched.getTitle()).contains("Tour\\Guide");
        assertThat(patched.getEnterpriseUser().orElseThrow().getDivision()).contains("North");
        assertThat(patched.getEnterpriseUser().orElseThrow().getDepartment()).contains("R&D");
    }

    @Test
    void deletesAUser() {
        ServerResponse<User> deleted = delete();

        assertThat(deleted.isSuccess()).isTrue();
        assertThat(deleted.getHttpStatus()).isEqualTo(204);
        assertThat(Goldfish.refusal(delete())).isEqualTo("404 - there is no user with this id");
    }

    @Test
    void isToldWhyAUserIsRefused() {
        assertThat(
                        Goldfish.refusal(
                                scim.client()
                                        .create(User.class, Goldfish.USERS)
                                        .setResource(Goldfish.user(userName))
                                        .sendRequest()))
                .startsWith("409 uniqueness another user has this userName");
        assertThat(
                        Goldfish.refusal(
                                scim.client()
                                        .create(User.class, Goldfish.USERS)
                                        .setResource(new User())
                                        .sendRequest()))
                .isEqualTo("400 invalidValue 'userName' is required and must not be empty");
        assertThat(
                        Goldfish.refusal(
                                scim.client()
                                        .get(
                                                User.class,
                                                Goldfish.USERS,
                                                UUID.randomUUID().toString())
                                        .sendRequest()))
                .isEqualTo("404 - there is no user with this id");
        try (Goldfish stranger = new Goldfish("wrong-token-0123456789")) {
            assertThat(
                            Goldfish.refusal(
                                    stranger.client()
                                            .get(User.class, Goldfish.USERS, Goldfish.id(user))
                                            .sendRequest()))
                    .startsWith("401 - ");
        }
    }

    @Test
    void asksForAVersion() {
        User changed =
                Goldfish.resource(
                        scim.client()
                                .patch(User.class, Goldfish.USERS, Goldfish.id(user))
                                .addOperation()
                                .op(PatchOp.REPLACE)
                                .path("title")
                                .value("CTO")
                                .build()
                                .sendRequest());

        assertThat(changed.getMeta().orElseThrow().getVersion().orElseThrow().getEntityTag())
                .isEqualTo("W/\"2\"");
        assertThat(getUnless("W/\"1\"").getHttpStatus()).isEqualTo(200);
        assertThat(getUnless("W/\"2\"").getHttpStatus()).isEqualTo(304);
        ServerResponse<User> late =
                scim.client()
                        .update(User.class, Goldfish.USERS, Goldfish.id(user))
                        .setETagForIfMatch("W/\"1\"")
                        .setResource(Goldfish.user(userName))
                        .sendRequest();
        assertThat(Goldfish.refusal(late))
                .isEqualTo("412 - the resource has another version than was asked for: W/\"2\"");
    }

    private ServerResponse<User> getUnless(String version) {
        return scim.client()
                .get(User.class, Goldfish.USERS, Goldfish.id(user))
                .setETagForIfNoneMatch(version)
                .sendRequest();
    }

    private ServerResponse<User> delete() {
        return scim.client().delete(User.class, Goldfish.USERS, Goldfish.id(user)).sendRequest();
    }
}
