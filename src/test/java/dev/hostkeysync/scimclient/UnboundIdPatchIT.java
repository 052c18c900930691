package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchOperation;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.PhoneNumber;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// UnboundID's client patches a user with every operation that it can build.
class UnboundIdPatchIT {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final ScimService scim = UnboundId.service();
    private final String userName = UnboundId.newUserName();
    private UserResource user = new UserResource();

    @BeforeEach
    void create() throws ScimException {
        user = scim.create(UnboundId.USERS, UnboundId.user(userName));
    }

    @Test
    void replacesAttributes() throws ScimException {
        UserResource patched =
                patch(
                        PatchOperation.replace("title", "CTO"),
                        PatchOperation.replace("active", false),
                        PatchOperation.replace("profileUrl", URI.create("https://example.com/z")),
                        PatchOperation.replace("name.givenName", "Zo"),
                        PatchOperation.replace("emails[type eq \"home\"].value", "z@example.org"),
                        PatchOperation.replace(ENTERPRISE + ":department", "Legal"));

        assertThat(patched.getTitle()).isEqualTo("CTO");
        assertThat(patched.getActive()).isFalse();
        assertThat(patched.getProfileUrl()).hasToString("https://example.com/z");
        assertThat(patched.getName().getGivenName()).isEqualTo("Zo");
        assertThat(patched.getName().getFamilyName()).isEqualTo("O'Neil");
        assertThat(patched.getEmails())
                .containsExactly(
                        new Email().setValue(userName).setType("work").setPrimary(true),
                        new Email().setValue("z@example.org").setType("home"));
        assertThat(patched.getExtension(EnterpriseUserExtension.class).getDepartment())
                .isEqualTo("Legal");
        assertThat(patched.getMeta().getVersion()).isEqualTo("W/\"2\"");
        assertThat(scim.retrieve(patched)).isEqualTo(patched);
    }

    @Test
    void addsValuesWithoutDoublingThem() throws ScimException {
        UserResource patched =
                scim.modifyRequest(UnboundId.USERS, user.getId())
                        .addValues(
                                "emails",
                                new Email().setValue("home-" + userName).setType("home"),
                                new Email().setValue("z@example.org").setType("other"))
                        .addValues("phoneNumbers", new PhoneNumber().setValue("+31 6 555 0101"))
                        .invoke(UserResource.class);

        assertThat(patched.getEmails())
                .containsExactly(
                        new Email().setValue(userName).setType("work").setPrimary(true),
                        new Email().setValue("home-" + userName).setType("home"),
                        new Email().setValue("z@example.org").setType("other"));
        assertThat(patched.getPhoneNumbers())
                .containsExactly(
                        new PhoneNumber().setValue("+31 20 555 0100").setType("mobile"),
                        new PhoneNumber().setValue("+31 6 555 0101"));
    }

    @Test
    void replacesAllValues() throws ScimException {
        Email only = new Email().setValue("z@example.org").setType("other").setPrimary(true);

        UserResource patched =
                scim.modifyRequest(user).replaceValues("emails", (Object) only).invoke();

        assertThat(patched.getEmails()).containsExactly(only);
    }

    @Test
    void removesAttributesAndValues() throws ScimException {
        UserResource patched =
                scim.modifyRequest(user)
                        .removeValues("title")
                        .removeValues("name.formatted")
                        .removeValues("emails[type eq \"home\"]")
                        .removeValues("phoneNumbers")
                        .removeValues(ENTERPRISE + ":costCenter")
                        .removeValues("ims[type eq \"nothing\"]")
                        .invoke();

        assertThat(patched.getTitle()).isNull();
        assertThat(patched.getName().getFormatted()).isNull();
        assertThat(patched.getEmails()).extracting(Email::getType).containsExactly("work");
        assertThat(patched.getPhoneNumbers()).isNull();
        assertThat(patched.getExtension(EnterpriseUserExtension.class))
                .isEqualTo(
                        new EnterpriseUserExtension()
                                .setEmployeeNumber("701984")
                                .setDepartment("R&D"));
    }

    @Test
    void patchesWithoutAPath() throws ScimException {
        ObjectNode added = JsonUtils.getJsonNodeFactory().objectNode().put("nickName", "Zed");
        added.putObject("name").put("middleName", "Q");
        ObjectNode replaced = JsonUtils.getJsonNodeFactory().objectNode().put("title", "CTO");
        replaced.putObject(ENTERPRISE).put("division", "North");

        UserResource patched = patch(PatchOperation.add(added), PatchOperation.replace(replaced));

        assertThat(patched.getNickName()).isEqualTo("Zed");
        assertThat(patched.getName()).isEqualTo(user.getName().setMiddleName("Q"));
        assertThat(patched.getTitle()).isEqualTo("CTO");
        assertThat(patched.getExtension(EnterpriseUserExtension.class))
                .isEqualTo(user.getExtension(EnterpriseUserExtension.class).setDivision("North"));
    }

    @Test
    void makesTheValueThatAFilterDoesNotFind() throws ScimException {
        UserResource patched =
                patch(
                        PatchOperation.add(
                                "addresses[type eq \"work\"].locality",
                                JsonUtils.getJsonNodeFactory().textNode("Amsterdam")));

        assertThat(patched.getAddresses())
                .extracting(address -> address.getType() + " " + address.getLocality())
                .containsExactly("work Amsterdam");
    }

    @Test
    void hasOnePrimaryAddressAtMost() throws ScimException {
        ArrayNode added = JsonUtils.getJsonNodeFactory().arrayNode();
        added.addObject().put("value", "z@example.org").put("type", "other").put("primary", true);

        UserResource patched = patch(PatchOperation.add("emails", added));

        assertThat(patched.getEmails())
                .filteredOn(email -> Boolean.TRUE.equals(email.getPrimary()))
                .extracting(Email::getValue)
                .containsExactly("z@example.org");
    }

    @Test
    void changesNothingByWhatIsSoAlready() throws ScimException {
        UserResource patched =
                patch(
                        PatchOperation.replace("displayName", "Zoë O'Neil"),
                        PatchOperation.remove("userType"));

        assertThat(patched).isEqualTo(user);
    }

    @Test
    void refusesAllOfAPatchForOneWrongOperation() throws ScimException {
        assertThat(
                        UnboundId.refusal(() ->
                                patch(
                                        PatchOperation.replace("title", "CTO"),
                                        PatchOperation.replace("colour", "red"))))
                .startsWith("400 invalidPath ");
        assertThat(UnboundId.refusal(() -> patch(PatchOperation.replace("id", "1"))))
                .startsWith("400 mutability ");
        assertThat(UnboundId.refusal(() -> patch(PatchOperation.remove("userName"))))
                .startsWith("400 ");
        ObjectNode skype = JsonUtils.getJsonNodeFactory().objectNode().put("value", "z");
        assertThat(
                        UnboundId.refusal(() ->
                                patch(PatchOperation.replace("ims[type eq \"skype\"]", skype))))
                .isEqualTo("400 noTarget no value of 'ims' matches the filter");

        assertThat(scim.retrieve(user)).isEqualTo(user);
    }

    @Test
    void answersOnlyWhatItIsAskedFor() throws ScimException {
        UserResource patched =
                scim.modifyRequest(UnboundId.USERS, user.getId())
                        .replaceValue("title", "CTO")
                        .attributes("title")
                        .invoke(UserResource.class);

        assertThat(patched.getTitle()).isEqualTo("CTO");
        assertThat(patched.getUserName()).isNull();
    }

    private UserResource patch(PatchOperation... operations) throws ScimException {
        return scim.modify(
                UnboundId.USERS,
                user.getId(),
                new PatchRequest(List.of(operations)),
                UserResource.class);
    }
}
