package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.types.Group;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.Member;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// UnboundID's client keeps a group of two users, and a third one beside it.
class UnboundIdGroupIT {

    private final ScimService scim = UnboundId.service();
    private final String name = "Group " + UUID.randomUUID();
    private UserResource ann = new UserResource();
    private UserResource bob = new UserResource();
    private UserResource eve = new UserResource();
    private GroupResource group = new GroupResource();

    @BeforeEach
    void create() throws ScimException {
        ann = scim.create(UnboundId.USERS, UnboundId.user(UnboundId.newUserName()));
        bob = scim.create(UnboundId.USERS, UnboundId.user(UnboundId.newUserName()));
        eve = scim.create(UnboundId.USERS, UnboundId.user(UnboundId.newUserName()));
        GroupResource sent = new GroupResource().setDisplayName(name);
        sent.setMembers(List.of(member(ann), member(bob)));
        group = scim.create(UnboundId.GROUPS, sent);
    }

    @Test
    void readsTheMembersAndTheirGroups() throws ScimException {
        assertThat(group.getDisplayName()).isEqualTo(name);
        assertThat(group.getMeta().getResourceType()).isEqualTo("Group");
        assertThat(group.getMeta().getLocation())
                .hasToString(UnboundId.base() + "/Groups/" + group.getId());
        assertThat(scim.retrieve(group)).isEqualTo(group);
        assertThat(group.getMembers())
                .extracting(member -> member.getRef() + " " + member.getType())
                .containsExactlyInAnyOrder(
                        UnboundId.base() + "/Users/" + ann.getId() + " User",
                        UnboundId.base() + "/Users/" + bob.getId() + " User");
        assertThat(scim.retrieve(ann).getGroups())
                .extracting(Group::getValue, Group::getDisplay)
                .containsExactly(tuple(group.getId(), name));
        assertThat(scim.retrieve(eve).getGroups()).isNull();
    }

    @Test
    void replacesTheMembers() throws ScimException {
        group.setMembers(List.of(member(eve)));
        group.setDisplayName(name + " 2");

        GroupResource replaced = scim.replace(group);

        assertThat(replaced.getDisplayName()).isEqualTo(name + " 2");
        assertThat(ids(replaced)).containsExactly(eve.getId());
        assertThat(scim.retrieve(ann).getGroups()).isNull();
    }

    @Test
    void addsAndRemovesMembers() throws ScimException {
        GroupResource patched =
                patched(
                        PatchOperation.add("members", array(eve)),
                        PatchOperation.remove("members[value eq \"%s\"]".formatted(ann.getId())));

        assertThat(ids(patched)).containsExactlyInAnyOrder(bob.getId(), eve.getId());
    }

    @Test
    void removesOnlyTheMembersThatAreListed() throws ScimException {
        GroupResource patched =
                patched(
                        PatchOperation.remove("members")
                                .setRemoveOpValue(List.of(member(ann)), false));

        assertThat(ids(patched)).containsExactly(bob.getId());
    }

    @Test
    void removesAllMembers() throws ScimException {
        assertThat(patched(PatchOperation.remove("members")).getMembers()).isNull();
    }

    @Test
    void canReadTheAnswerToAPatch() throws ScimException {
        GroupResource answer =
                scim.modifyRequest(UnboundId.GROUPS, group.getId())
                        .replaceValue("displayName", name + " 2")
                        .invoke(GroupResource.class);

        // 204, which Entra prefers for groups; the library makes null of it.
        assertThat(answer).isNull();
        assertThat(scim.retrieve(group).getDisplayName()).isEqualTo(name + " 2");
    }

    @Test
    void putsAGroupIntoAGroup() throws ScimException {
        GroupResource outer = new GroupResource().setDisplayName(name + " outer");
        outer.setMembers(List.of(new Member().setValue(group.getId()).setType("Group")));

        GroupResource created = scim.create(UnboundId.GROUPS, outer);

        assertThat(created.getMembers())
                .extracting(member -> member.getRef() + " " + member.getType())
                .containsExactly(UnboundId.base() + "/Groups/" + group.getId() + " Group");
        assertThat(scim.retrieve(ann).getGroups())
                .extracting(Group::getDisplay, Group::getType)
                .containsExactlyInAnyOrder(
                        tuple(name, "direct"), tuple(name + " outer", "indirect"));
    }

    @Test
    void findsGroupsByNameAndMember() throws ScimException {
        assertThat(found("displayName eq \"" + name.toUpperCase(Locale.ROOT) + "\""))
                .containsExactly(group.getId());
        assertThat(
                        found(
                                "id eq \"%s\" and members eq \"%s\""
                                        .formatted(group.getId(), ann.getId())))
                .containsExactly(group.getId());
        assertThat(
                        found(
                                "id eq \"%s\" and members.value eq \"%s\""
                                        .formatted(group.getId(), eve.getId())))
                .isEmpty();
    }

    @Test
    void leavesTheMembersOutWhenAsked() throws ScimException {
        GroupResource without =
                scim.retrieveRequest(UnboundId.GROUPS, group.getId())
                        .excludedAttributes("members")
                        .invoke(GroupResource.class);

        assertThat(without.getDisplayName()).isEqualTo(name);
        assertThat(without.getMembers()).isNull();
    }

    @Test
    void losesAMemberWhoIsDeleted() throws ScimException {
        scim.delete(ann);

        assertThat(ids(scim.retrieve(group))).containsExactly(bob.getId());
    }

    @Test
    void isToldWhyAGroupIsRefused() throws ScimException {
        String taken = name.toLowerCase(Locale.ROOT);
        String nobody = UUID.randomUUID().toString();

        assertThat(
                        UnboundId.refusal(() ->
                                scim.create(
                                        UnboundId.GROUPS,
                                        new GroupResource().setDisplayName(taken))))
                .isEqualTo(
                        "409 uniqueness another group has this displayName; names are compared"
                                + " without case");
        assertThat(
                        UnboundId.refusal(() ->
                                patched(
                                        PatchOperation.add(
                                                "members",
                                                JsonUtils.valueToNode(
                                                        List.of(new Member().setValue(nobody)))))))
                .startsWith("400 invalidValue ");
        scim.delete(group);
        assertThat(UnboundId.refusal(() -> scim.retrieve(group)))
                .isEqualTo("404 - there is no group with this id");
    }

    private GroupResource patched(PatchOperation... operations) throws ScimException {
        var request = scim.modifyRequest(UnboundId.GROUPS, group.getId());
        for (PatchOperation operation : operations) {
            request.addOperation(operation);
        }
        return request.attributes("members").invoke(GroupResource.class);
    }

    private static JsonNode array(UserResource... users) {
        return JsonUtils.valueToNode(Stream.of(users).map(UnboundIdGroupIT::member).toList());
    }

    private List<String> found(String filter) throws ScimException {
        return scim
                .searchRequest(UnboundId.GROUPS)
                .filter(Filter.fromString(filter))
                .attributes("id")
                .invoke(GroupResource.class)
                .getResources()
                .stream()
                .map(GroupResource::getId)
                .toList();
    }

    private static List<String> ids(GroupResource group) {
        return group.getMembers().stream().map(Member::getValue).toList();
    }

    private static Member member(UserResource user) {
        return new Member().setValue(user.getId());
    }
}
