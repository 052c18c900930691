package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.directory.ChangeResult.Changed;
import dev.hostkeysync.directory.ChangeResult.NotFound;
import dev.hostkeysync.directory.ChangeResult.Unchanged;
import dev.hostkeysync.directory.ChangeResult.UserNameTaken;
import dev.hostkeysync.directory.ChangeResult.VersionMismatch;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final ZoomUserId ZOE_AT_ZOOM = new ZoomUserId("KDcuGIm1QgePTO8WbOqwIQ");

    private final TestDatabase database = TestDatabase.fresh();
    private final DirectoryFixture fixture =
            new DirectoryFixture(database.jdbi(), new FixedIds(), InstantSource.fixed(NOW));
    private final Directory directory = fixture.directory();
    private final DirectoryReader reader = fixture.reader();

    @Nested
    class Create {

        @Test
        void storesTheUserAndLeavesTheEventInOneGo() {
            Changed result = changed(apply(new UserChange.Create(zoe())));

            assertThat(reader.byId(result.user().id())).contains(result.user());
            assertThat(result.user().version()).isEqualTo(1);
            assertThat(labels(result)).containsExactly("user-created");
            assertThat(outbox())
                    .containsExactly(
                            "identity-lifecycle dev.hostkeysync.user.created.v1 "
                                    + result.user().id());
        }

        @Test
        void refusesATakenNameInAnyCaseAndEmitsNothing() {
            changed(apply(new UserChange.Create(zoe())));

            ChangeResult second = apply(new UserChange.Create(profile("ZOE@Example.com", true)));

            assertThat(second).isEqualTo(new UserNameTaken());
            assertThat(outbox()).hasSize(1);
        }

        @Test
        void letsANameBeTakenAgainAfterRemoval() {
            UserId first = changed(apply(new UserChange.Create(zoe()))).user().id();
            changed(apply(new UserChange.Remove(first, OptionalLong.empty())));

            UserId second = changed(apply(new UserChange.Create(zoe()))).user().id();

            assertThat(second).isNotEqualTo(first);
            assertThat(reader.byUserName("zoe@example.com").map(DirectoryUser::id))
                    .contains(second);
        }

        @Test
        void letsOneOfTwoWinWhoComeAtOnce() throws Exception {
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Callable<ChangeResult>> calls =
                        java.util.Collections.nCopies(8, () -> apply(new UserChange.Create(zoe())));

                List<Future<ChangeResult>> results = threads.invokeAll(calls);

                assertThat(
                                results.stream()
                                        .map(Future::resultNow)
                                        .filter(UserNameTaken.class::isInstance))
                        .hasSize(7);
                assertThat(outbox()).hasSize(1);
            }
        }
    }

    @Nested
    class Edit {

        @Test
        void changesNothingWhenNothingChanged() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            ChangeResult result =
                    edit(user.id(), was -> withDocument(was, "{ \"b\" : 2 , \"a\" : 1 }"));

            assertThat(result).isEqualTo(new Unchanged(user));
            assertThat(outbox()).hasSize(1);
        }

        @Test
        void tellsNobodyOfADisplayName() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            Changed result = changed(edit(user.id(), was -> withDocument(was, "{\"a\":3}")));

            assertThat(result.events()).isEmpty();
            assertThat(result.user().version()).isEqualTo(2);
            assertThat(outbox()).hasSize(1);
        }

        @Test
        void tellsASignInChangeWithBeforeAndAfter() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            Changed result = changed(edit(user.id(), _ -> profile("zoe.new@example.com", true)));

            LifecycleEvent.SsoChanged event =
                    (LifecycleEvent.SsoChanged) result.events().getFirst();
            assertThat(event.before().userName()).isEqualTo("zoe@example.com");
            assertThat(event.after().userName()).isEqualTo("zoe.new@example.com");
            assertThat(event.envelope().email()).contains(new EmailAddress("zoe.new@example.com"));
            assertThat(event.envelope().version()).isEqualTo(2);
        }

        @Test
        void givesEachEventAVersionOfItsOwn() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            Changed result = changed(edit(user.id(), _ -> profile("zoe.new@example.com", false)));

            assertThat(labels(result)).containsExactly("sso-changed", "user-deactivated");
            assertThat(result.events().stream().map(event -> event.envelope().version()))
                    .containsExactly(2L, 3L);
            assertThat(result.user().version()).isEqualTo(3);
            assertThat(reader.byId(user.id())).contains(result.user());
        }

        @Test
        void switchesOffAndOn() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            Changed off = changed(edit(user.id(), _ -> profile("zoe@example.com", false)));
            Changed on = changed(edit(user.id(), _ -> zoe()));

            assertThat(labels(off)).containsExactly("user-deactivated");
            assertThat(off.user().status()).isEqualTo(UserStatus.DEACTIVATED);
            assertThat(labels(on)).containsExactly("user-reactivated");
            assertThat(on.user().status()).isEqualTo(UserStatus.ACTIVE);
        }

        @Test
        void refusesANameThatSomebodyElseHas() {
            changed(apply(new UserChange.Create(zoe())));
            UserId max =
                    changed(apply(new UserChange.Create(profile("max@example.com", true))))
                            .user()
                            .id();

            ChangeResult result = edit(max, _ -> zoe());

            assertThat(result).isEqualTo(new UserNameTaken());
            assertThat(outbox()).hasSize(2);
        }

        @Test
        void leavesEverythingAsItWasWhenTheEditRefuses() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();
            UnaryOperator<Profile> refusal =
                    _ -> {
                        throw new IllegalArgumentException("no such path");
                    };

            assertThatThrownBy(() -> edit(user.id(), refusal)).hasMessage("no such path");

            assertThat(reader.byId(user.id())).contains(user);
        }

        @Test
        void isMadeOnlyAtTheVersionAskedFor() {
            DirectoryUser user = changed(apply(new UserChange.Create(zoe()))).user();

            ChangeResult result =
                    apply(
                            new UserChange.Edit(
                                    user.id(), OptionalLong.of(9), _ -> profile("x", true)));

            assertThat(result).isEqualTo(new VersionMismatch(1));
        }
    }

    @Nested
    class RemoveAndTransfer {

        @Test
        void keepsATombstoneWithTheAddressesOnly() {
            UserId id = changed(apply(new UserChange.Create(zoe()))).user().id();

            Changed result = changed(apply(new UserChange.Remove(id, OptionalLong.empty())));

            assertThat(labels(result)).containsExactly("user-removed");
            assertThat(reader.byId(id)).isEmpty();
            DirectoryUser tombstone =
                    java.util.Objects.requireNonNull(
                            database.jdbi()
                                    .withHandle(tx -> reader.current(tx, List.of(id)))
                                    .get(id));
            assertThat(tombstone.profile().document()).isEqualTo("{}");
            assertThat(tombstone.profile().email()).contains(new EmailAddress("zoe@example.com"));
            assertThat(apply(new UserChange.Remove(id, OptionalLong.empty())))
                    .isEqualTo(new NotFound());
        }

        @Test
        void findsTheTransferredUserByEmailOnceAndByZoomIdAfterwards() {
            UserId id = changed(apply(new UserChange.Create(zoe()))).user().id();
            UserChange transfer =
                    new UserChange.Transfer(
                            ZOE_AT_ZOOM, Optional.of(new EmailAddress("ZOE@example.com")));

            Changed first = changed(apply(transfer));
            ChangeResult second = apply(new UserChange.Transfer(ZOE_AT_ZOOM, Optional.empty()));

            assertThat(labels(first)).containsExactly("user-transferred");
            assertThat(first.events().getFirst().envelope().zoomUserId()).contains(ZOE_AT_ZOOM);
            assertThat(second).isEqualTo(new Unchanged(first.user()));
            assertThat(reader.byZoomUserId(ZOE_AT_ZOOM))
                    .extracting(DirectoryUser::id)
                    .containsExactly(id);
        }

        @Test
        void doesNotTakeSomebodyElseForTheTransferredUser() {
            changed(apply(new UserChange.Create(zoe())));
            UserChange transfer =
                    new UserChange.Transfer(
                            ZOE_AT_ZOOM, Optional.of(new EmailAddress("zoe@example.com")));
            changed(apply(transfer));

            ChangeResult result =
                    apply(
                            new UserChange.Transfer(
                                    new ZoomUserId("another"),
                                    Optional.of(new EmailAddress("zoe@example.com"))));

            assertThat(result).isEqualTo(new NotFound());
        }

        @Test
        void staysTransferredThroughAProfilePushAndReturnsWithReactivation() {
            UserId id = changed(apply(new UserChange.Create(zoe()))).user().id();
            changed(
                    apply(
                            new UserChange.Transfer(
                                    ZOE_AT_ZOOM,
                                    Optional.of(new EmailAddress("zoe@example.com")))));

            Changed push = changed(edit(id, was -> withDocument(was, "{\"a\":9}")));
            Changed off = changed(edit(id, _ -> profile("zoe@example.com", false)));
            Changed on = changed(edit(id, _ -> zoe()));

            assertThat(push.user().status()).isEqualTo(UserStatus.TRANSFERRED);
            assertThat(labels(off)).containsExactly("user-deactivated");
            assertThat(labels(on)).containsExactly("user-reactivated");
        }
    }

    private ChangeResult apply(UserChange change) {
        return directory.apply(change, "scim:test");
    }

    private ChangeResult edit(UserId id, UnaryOperator<Profile> edit) {
        return apply(new UserChange.Edit(id, OptionalLong.empty(), edit));
    }

    private List<String> outbox() {
        return OutboxFixture.lines(database.jdbi());
    }

    private static Changed changed(ChangeResult result) {
        assertThat(result).isInstanceOf(Changed.class);
        return (Changed) result;
    }

    private static List<String> labels(Changed result) {
        return result.events().stream().map(event -> Trigger.of(event).label()).toList();
    }

    private static Profile zoe() {
        return profile("zoe@example.com", true);
    }

    private static Profile profile(String userName, boolean active) {
        return new Profile(
                userName,
                Optional.of(new ExternalId("00u1")),
                EmailAddress.parse(userName),
                Optional.of("Zoë"),
                active,
                "{\"a\": 1, \"b\": 2}");
    }

    private static Profile withDocument(Profile was, String document) {
        return new Profile(
                was.userName(),
                was.externalId(),
                was.email(),
                was.displayName(),
                was.active(),
                document);
    }
}
