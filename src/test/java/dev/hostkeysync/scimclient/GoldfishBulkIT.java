package dev.hostkeysync.scimclient;

import static org.assertj.core.api.Assertions.assertThat;

import de.captaingoldfish.scim.sdk.client.builder.BulkBuilder;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.BulkResponseOperation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Captain Goldfish's client sends bulk requests; UnboundID's version 5.0.0 cannot.
class GoldfishBulkIT {

    private final Goldfish scim = new Goldfish();

    @AfterEach
    void close() {
        scim.close();
    }

    @Test
    void makesAUserAndTheGroupThatNamesThem() {
        Group group =
                Group.builder()
                        .displayName("Group " + UUID.randomUUID())
                        .members(List.of(Member.builder().value("bulkId:ann").build()))
                        .build();
        BulkBuilder bulk =
                scim.client()
                        .bulk()
                        .bulkRequestOperation(Goldfish.GROUPS)
                        .method(HttpMethod.POST)
                        .bulkId("group")
                        .data(group)
                        .next()
                        .bulkRequestOperation(Goldfish.USERS)
                        .method(HttpMethod.POST)
                        .bulkId("ann")
                        .data(Goldfish.user(UnboundId.newUserName()))
                        .next();

        BulkResponse response = Goldfish.resource(bulk.sendRequest());

        BulkResponseOperation made = response.getByBulkId("group").orElseThrow();
        BulkResponseOperation ann = response.getByBulkId("ann").orElseThrow();
        assertThat(made.getStatus()).isEqualTo(201);
        assertThat(ann.getStatus()).isEqualTo(201);
        assertThat(ann.getVersion().orElseThrow().getEntityTag()).isEqualTo("W/\"1\"");
        String id = made.getLocation().orElseThrow().substring(UnboundId.base().length() + 8);
        assertThat(scim.get(Group.builder().id(id).build()).getMembers())
                .extracting(member -> member.getRef().orElseThrow())
                .containsExactly(ann.getLocation().orElseThrow());
    }

    @Test
    void changesReplacesAndDeletesUsers() {
        User ann = scim.create(Goldfish.user(UnboundId.newUserName()));
        User bob = scim.create(Goldfish.user(UnboundId.newUserName()));
        String patch =
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "replace", "path": "title", "value": "CTO"}]}
                """;
        BulkBuilder bulk =
                scim.client()
                        .bulk()
                        .bulkRequestOperation(Goldfish.USERS, Goldfish.id(ann))
                        .method(HttpMethod.PATCH)
                        .data(patch)
                        .next()
                        .bulkRequestOperation(Goldfish.USERS, Goldfish.id(bob))
                        .method(HttpMethod.DELETE)
                        .next();

        BulkResponse response = Goldfish.resource(bulk.sendRequest());

        assertThat(response.getBulkResponseOperations())
                .extracting(BulkResponseOperation::getStatus)
                .containsExactly(200, 204);
        assertThat(scim.get(ann).getTitle()).contains("CTO");
        assertThat(
                        Goldfish.refusal(
                                scim.client()
                                        .get(User.class, Goldfish.USERS, Goldfish.id(bob))
                                        .sendRequest()))
                .isEqualTo("404 - there is no user with this id");
    }

    @Test
    void stopsAfterAsManyErrorsAsItSays() {
        String taken = Goldfish.id(scim.create(Goldfish.user("taken-" + UUID.randomUUID())));
        BulkBuilder bulk =
                scim.client()
                        .bulk()
                        .failOnErrors(1)
                        .bulkRequestOperation(Goldfish.USERS)
                        .method(HttpMethod.POST)
                        .bulkId("nameless")
                        .data("{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:User\"]}")
                        .next()
                        .bulkRequestOperation(Goldfish.USERS, taken)
                        .method(HttpMethod.DELETE)
                        .next();

        BulkResponse response = bulk.sendRequest().getResource();

        assertThat(response.getBulkResponseOperations())
                .extracting(BulkResponseOperation::getStatus)
                .containsExactly(400);
        assertThat(scim.get(User.builder().id(taken).build()).getUserName()).isPresent();
    }
}
