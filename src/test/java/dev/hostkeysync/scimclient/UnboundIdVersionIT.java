package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.NotModifiedException;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.types.UserResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// UnboundID's client asks for a version: RFC 7644 section 3.14.
class UnboundIdVersionIT {

    private static final String OLD = "412 - the resource has another version than was asked for: ";

    private final ScimService scim = UnboundId.service();
    private UserResource first = new UserResource();
    private UserResource second = new UserResource();

    @BeforeEach
    void createAndChange() throws ScimException {
        first = scim.create(UnboundId.USERS, UnboundId.user(UnboundId.newUserName()));
        second = scim.modifyRequest(first).replaceValue("title", "CTO").invoke();
    }

    @Test
    void readsAgainOnlyWhatHasChanged() throws ScimException {
        assertThat(scim.retrieveRequest(first).ifNoneMatch().invoke()).isEqualTo(second);
        assertThatThrownBy(() -> scim.retrieveRequest(second).ifNoneMatch().invoke())
                .isInstanceOf(NotModifiedException.class);
    }

    @Test
    void changesOnlyTheVersionThatItKnows() throws ScimException {
        assertThatThrownBy(() -> scim.replaceRequest(first).ifMatch().invoke())
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(UnboundId.refusal(() -> scim.replaceRequest(first).ifMatch().invoke()))
                .isEqualTo(OLD + "W/\"2\"");
        assertThat(
                        UnboundId.refusal(() ->
                                scim.modifyRequest(first)
                                        .replaceValue("title", "CEO")
                                        .ifMatch()
                                        .invoke()))
                .isEqualTo(OLD + "W/\"2\"");
        assertThat(
                        UnboundId.refusal(() ->
                                scim.deleteRequest(UnboundId.USERS, first.getId())
                                        .ifMatch("W/\"1\"")
                                        .invoke()))
                .isEqualTo(OLD + "W/\"2\"");

        assertThat(scim.replaceRequest(second.setTitle("CEO")).ifMatch().invoke().getTitle())
                .isEqualTo("CEO");
        scim.deleteRequest(UnboundId.USERS, first.getId()).ifMatch("W/\"3\"").invoke();
        assertThat(UnboundId.refusal(() -> scim.retrieve(first)))
                .isEqualTo("404 - there is no user with this id");
    }
}
