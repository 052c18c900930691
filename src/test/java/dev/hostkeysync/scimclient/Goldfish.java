package dev.hostkeysync.scimclient;

import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.resources.EnterpriseUser;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.base.ScimObjectNode;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.response.ErrorResponse;
import dev.hostkeysync.journey.SharedService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Captain Goldfish's client, which writes operators in capitals and booleans as strings.
final class Goldfish implements AutoCloseable {

    static final String USERS = "/Users";
    static final String GROUPS = "/Groups";

    private final ScimRequestBuilder client;

    Goldfish() {
        this(SharedService.scimToken());
    }

    Goldfish(String token) {
        client =
                new ScimRequestBuilder(
                        UnboundId.base(),
                        ScimClientConfig.builder()
                                .connectTimeout(5)
                                .requestTimeout(20)
                                .socketTimeout(20)
                                .httpHeaders(Map.of("Authorization", "Bearer " + token))
                                .build());
    }

    ScimRequestBuilder client() {
        return client;
    }

    User create(User user) {
        return resource(client.create(User.class, USERS).setResource(user).sendRequest());
    }

    Group create(Group group) {
        return resource(client.create(Group.class, GROUPS).setResource(group).sendRequest());
    }

    User get(User user) {
        return resource(client.get(User.class, USERS, id(user)).sendRequest());
    }

    Group get(Group group) {
        return resource(client.get(Group.class, GROUPS, id(group)).sendRequest());
    }

    @Override
    public void close() {
        client.close();
    }

    static User user(String userName) {
        return User.builder()
                .userName(userName)
                .externalId("00u-" + userName)
                .name(Name.builder().givenName("Zoë").familyName("O'Neil").build())
                .displayName("Zoë \"Z\" O'Neil")
                .title("Tour\\Guide")
                .active(true)
                .emails(
                        List.of(
                                Email.builder().value(userName).type("work").primary(true).build(),
                                Email.builder().value("home-" + userName).type("home").build()))
                .enterpriseUser(
                        EnterpriseUser.builder().employeeNumber("701984").department("R&D").build())
                .build();
    }

    static Group group(String name, User... members) {
        return Group.builder()
                .displayName(name)
                .members(Stream.of(members).map(Goldfish::member).toList())
                .build();
    }

    static Member member(User user) {
        return Member.builder().value(id(user)).build();
    }

    static String id(User user) {
        return user.getId().orElseThrow();
    }

    static String id(Group group) {
        return group.getId().orElseThrow();
    }

    /// What came back with a success.
    static <T extends ScimObjectNode> T resource(ServerResponse<T> response) {
        if (!response.isSuccess()) {
            throw new AssertionError(response.getHttpStatus() + " " + response.getResponseBody());
        }
        return Objects.requireNonNull(response.getResource(), "an answer without a body");
    }

    /// What the service refused, as `409 uniqueness detail`, with a dash for no `scimType`.
    static String refusal(ServerResponse<?> response) {
        ErrorResponse error =
                Objects.requireNonNull(response.getErrorResponse(), "it was not refused");
        return "%d %s %s"
                .formatted(
                        response.getHttpStatus(),
                        error.getScimType().orElse("-"),
                        error.getDetail().orElse("-"));
    }
}
