package dev.hostkeysync.webhook.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.graphsim.SimUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.webhook.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From the simulated Graph into the real directory.
class GraphDirectoryTest {

    private final GraphFixture fixture = new GraphFixture();
    private final DirectoryFixture directory =
            new DirectoryFixture(fixture.jdbi, new FixedIds(), fixture.clock);
    private final Inbox inbox = new Inbox(fixture.jdbi, directory.directory(), fixture.counter);

    @AfterEach
    void end() {
        fixture.close();
    }

    private UserReview review(boolean adopt) {
        return new UserReview(
                fixture.jdbi,
                fixture.pending,
                fixture.seen,
                new UserLookup(fixture.api),
                inbox::take,
                fixture.counter,
                fixture.clock,
                adopt);
    }

    private void look(SimUser user, boolean deleted, boolean adopt) {
        fixture.clock.pass(Duration.ofSeconds(10));
        fixture.notice(user, deleted);
        assertThat(fixture.look(review(adopt))).isEmpty();
    }

    private DirectoryUser pushed(String userName, String externalId) {
        ChangeResult result =
                directory
                        .directory()
                        .apply(
                                new UserChange.Create(
                                        new Profile(
                                                userName,
                                                Optional.of(new ExternalId(externalId)),
                                                EmailAddress.parse(userName),
                                                Optional.empty(),
                                                true,
                                                "{\"userName\":\"%s\",\"externalId\":\"%s\",\"title\":\"CEO\",\"active\":true}"
                                                        .formatted(userName, externalId))),
                                "scim:entra");
        return ((ChangeResult.Changed) result).user();
    }

    private DirectoryUser now(DirectoryUser user) {
        return fixture.jdbi.withHandle(
                handle -> directory.reader().current(handle, List.of(user.id())).get(user.id()));
    }

    private static JsonNode document(DirectoryUser user) {
        try {
            return new JsonMapper().readTree(user.profile().document());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void followsAUserThatEntraHasPushed() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        DirectoryUser user = pushed("zoe@example.com", zoe.id());
        look(zoe, false, false);
        assertThat(now(user).version()).isEqualTo(1);

        fixture.graph.change(
                zoe, one -> one.named("zoe.b@example.com").mailedAt("zoe.b@example.com"));
        look(zoe, false, false);
        assertThat(now(user).profile().userName()).isEqualTo("zoe.b@example.com");
        assertThat(now(user).profile().email()).isEqualTo(EmailAddress.parse("zoe.b@example.com"));
        assertThat(document(now(user)).path("title").asText()).isEqualTo("CEO");

        fixture.graph.change(zoe, one -> one.enabled(false));
        look(zoe, false, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.DEACTIVATED);
        assertThat(document(now(user)).path("active").asBoolean()).isFalse();

        fixture.graph.change(zoe, one -> one.enabled(true));
        look(zoe, false, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.ACTIVE);

        fixture.graph.delete(zoe);
        look(zoe, false, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.DEACTIVATED);

        fixture.graph.restore(zoe);
        look(zoe, false, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.ACTIVE);

        fixture.graph.delete(zoe);
        fixture.graph.purge(zoe);
        look(zoe, true, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.REMOVED);
    }

    @Test
    void removesAUserWhomItKnowsByNameOnly() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        DirectoryUser user = pushed("zoe@example.com", "zbeck");
        look(zoe, false, false);
        assertThat(now(user).profile().externalId()).contains(new ExternalId("zbeck"));

        fixture.graph.delete(zoe);
        look(zoe, false, false);
        assertThat(now(user).status()).isEqualTo(UserStatus.DEACTIVATED);
        fixture.graph.purge(zoe);
        look(zoe, true, false);

        assertThat(now(user).status()).isEqualTo(UserStatus.REMOVED);
    }

    @Test
    void doesNotSwitchOnWhomScimHasSwitchedOff() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        DirectoryUser user = pushed("zoe@example.com", zoe.id());
        look(zoe, false, false);
        ChangeResult _ =
                directory
                        .directory()
                        .apply(
                                new UserChange.Edit(
                                        user.id(),
                                        OptionalLong.empty(),
                                        before ->
                                                new Profile(
                                                        before.userName(),
                                                        before.externalId(),
                                                        before.email(),
                                                        before.displayName(),
                                                        false,
                                                        before.document())),
                                "scim:entra");

        fixture.graph.change(zoe, one -> one.calling("Zoe"));
        look(zoe, false, false);
        look(zoe, false, true);

        assertThat(now(user).status()).isEqualTo(UserStatus.DEACTIVATED);
        assertThat(now(user).profile().displayName()).contains("Zoe");
    }

    @Test
    void makesNobodyUnlessItAdopts() {
        SimUser zoe = fixture.graph.create("zoe@example.com");

        look(zoe, false, false);
        assertThat(directory.reader().byUserName("zoe@example.com")).isEmpty();
        look(zoe, false, true);

        DirectoryUser user = directory.reader().byUserName("zoe@example.com").orElseThrow();
        assertThat(user.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(user.profile().externalId()).contains(new ExternalId(zoe.id()));
        look(zoe, false, true);
        assertThat(now(user).version()).isEqualTo(user.version());
    }

    @Test
    void givesANameToItsNewOwner() {
        SimUser zoe = fixture.graph.create("zoe@example.com");
        look(zoe, false, true);
        DirectoryUser user = directory.reader().byUserName("zoe@example.com").orElseThrow();
        fixture.graph.delete(zoe);
        look(zoe, false, true);
        SimUser successor = fixture.graph.create("zoe@example.com");

        look(successor, false, true);

        assertThat(now(user).status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(now(user).profile().externalId()).contains(new ExternalId(successor.id()));
        fixture.graph.purge(zoe);
        look(zoe, true, true);
        assertThat(now(user).status()).isEqualTo(UserStatus.ACTIVE);
    }
}
