package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Captain Goldfish's client keeps a group of one user, and another one beside it.
class GoldfishGroupIT {

    private final Goldfish scim = new Goldfish();
    private final String name = "Group " + UUID.randomUUID();
    private User ann = new User();
    private User bob = new User();
    private Group group = new Group();

    @BeforeEach
    void create() {
        ann = scim.create(Goldfish.user(UnboundId.newUserName()));
        bob = scim.create(Goldfish.user(UnboundId.newUserName()));
        group = scim.create(Goldfish.group(name, ann));
    }

    @AfterEach
    void close() {
        scim.close();
    }

    @Test
    void readsTheMembersAndTheirGroups() {
        assertThat(scim.get(group)).isEqualTo(group);
        assertThat(group.getDisplayName()).contains(name);
        assertThat(members(group)).containsExactly(Goldfish.id(ann));
        assertThat(group.getMembers().getFirst().getType()).contains("User");
        assertThat(scim.get(ann).getGroups())
                .extracting(of -> of.getDisplay().orElseThrow())
                .containsExactly(name);
        assertThat(scim.get(bob).getGroups()).isEmpty();
    }

    @Test
    void replacesAGroup() {
        Group replaced =
                Goldfish.resource(
                        scim.client()
                                .update(Group.class, Goldfish.GROUPS, Goldfish.id(group))
                                .setResource(Goldfish.group(name + " 2", bob))
                                .sendRequest());

        assertThat(replaced.getDisplayName()).contains(name + " 2");
        assertThat(members(replaced)).containsExactly(Goldfish.id(bob));
    }

    @Test
    void patchesTheMembers() {
        ServerResponse<Group> response =
                scim.client()
                        .patch(Group.class, Goldfish.GROUPS, Goldfish.id(group))
                        .addOperation()
                        .op(PatchOp.ADD)
                        .path("members")
                        .valueNodes(List.of(Goldfish.member(bob)))
                        .next()
                        .op(PatchOp.REMOVE)
                        .path("members[value eq \"%s\"]".formatted(Goldfish.id(ann)))
                        .build()
                        .sendRequest();

        assertThat(response.isSuccess()).isTrue();
        assertThat(response.getHttpStatus()).isEqualTo(204);
        assertThat(members(scim.get(group))).containsExactly(Goldfish.id(bob));
    }

    @Test
    void patchesAGroupWithAWholeResourceAndNoPath() {
        ServerResponse<Group> response =
                scim.client()
                        .patch(Group.class, Goldfish.GROUPS, Goldfish.id(group))
                        .addOperation()
                        .op(PatchOp.REPLACE)
                        .valueNodes(List.of(Goldfish.group(name + " 2", bob)))
                        .build()
                        .sendRequest();

        assertThat(response.isSuccess()).isTrue();
        Group patched = scim.get(group);
        assertThat(patched.getDisplayName()).contains(name + " 2");
        assertThat(members(patched)).containsExactly(Goldfish.id(bob));
    }

    @Test
    void findsAndDeletesAGroup() {
        assertThat(found()).containsExactly(Goldfish.id(group));

        ServerResponse<Group> deleted =
                scim.client()
                        .delete(Group.class, Goldfish.GROUPS, Goldfish.id(group))
                        .sendRequest();

        assertThat(deleted.getHttpStatus()).isEqualTo(204);
        assertThat(found()).isEmpty();
        assertThat(scim.get(ann).getGroups()).isEmpty();
    }

    @Test
    void isToldThatAGroupIsThere() {
        assertThat(
                        Goldfish.refusal(
                                scim.client()
                                        .create(Group.class, Goldfish.GROUPS)
                                        .setResource(Goldfish.group(name))
                                        .sendRequest()))
                .startsWith("409 uniqueness another group has this displayName");
    }

    private List<String> found() {
        return Goldfish.resource(
                        scim.client()
                                .list(Group.class, Goldfish.GROUPS)
                                .filter("displayName", Comparator.EQ, name)
                                .build()
                                .get()
                                .sendRequest())
                .getListedResources()
                .stream()
                .map(Goldfish::id)
                .toList();
    }

    private static List<String> members(Group group) {
        return group.getMembers().stream().map(member -> member.getValue().orElseThrow()).toList();
    }
}
