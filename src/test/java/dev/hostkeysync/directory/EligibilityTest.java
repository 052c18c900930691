package dev.hostkeysync.directory;

import static dev.hostkeysync.directory.GroupFixture.changed;
import static dev.hostkeysync.directory.GroupFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.outbox.OutboxFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EligibilityTest {

    private final GroupFixture fixture = new GroupFixture();

    @Test
    void letsEverybodyHaveAKeyUnlessGroupsAreNamed() {
        UserId zoe = fixture.user("zoe");
        GroupId sales = fixture.group("Sales", zoe);
        changed(fixture.leave(sales, zoe));

        assertThat(fixture.events(zoe)).containsExactly("created 1");
        assertThat(fixture.read(zoe).eligible()).isTrue();
    }

    @Nested
    class WhereSalesIsNamed {

        WhereSalesIsNamed() {
            fixture.directory.eligibleGroups("Zoom Hosts, SALES");
        }

        @Test
        void switchesOnWhoJoinsAndOffWhoLeaves() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales");

            changed(fixture.join(sales, zoe));
            UserStatus joined = fixture.read(zoe).status();
            changed(fixture.leave(sales, zoe));

            assertThat(fixture.events(zoe))
                    .containsExactly(
                            "created inactive 1", "reactivated (group) 2", "deactivated (group) 3");
            assertThat(joined).isEqualTo(UserStatus.ACTIVE);
            assertThat(fixture.read(zoe).status()).isEqualTo(UserStatus.DEACTIVATED);
            assertThat(fixture.read(zoe).version()).isEqualTo(3);
            assertThat(fixture.read(zoe).profile().active()).isTrue();
        }

        @Test
        void asksNothingOfOtherGroups() {
            UserId zoe = fixture.user("zoe");

            fixture.group("Marketing", zoe);

            assertThat(fixture.events(zoe)).containsExactly("created inactive 1");
        }

        @Test
        void switchesManyInOneGo() {
            List<UserId> users =
                    IntStream.range(0, 2100).mapToObj(i -> fixture.user("u" + i)).toList();
            GroupId sales = fixture.group("Sales", users.toArray());

            changed(fixture.change(sales, MemberChange.exactly(ids(users.getFirst()))));

            assertThat(fixture.events(users.getFirst()))
                    .containsExactly("created inactive 1", "reactivated (group) 2");
            assertThat(fixture.events(users.getLast())).hasSize(3);
            assertThat(OutboxFixture.lines(fixture.database.jdbi())).hasSize(2100 * 3 - 1);
        }

        @Test
        void keepsOnWhoIsInAnotherNamedGroup() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales", zoe);
            GroupId hosts = fixture.group("zoom hosts", zoe);

            changed(fixture.leave(sales, zoe));
            changed(fixture.remove(hosts));

            assertThat(fixture.events(zoe))
                    .containsExactly(
                            "created inactive 1", "reactivated (group) 2", "deactivated (group) 3");
        }

        @Test
        void followsGroupsInGroups() {
            UserId zoe = fixture.user("zoe");
            UserId max = fixture.user("max");
            GroupId team = fixture.group("Team", zoe);
            GroupId region = fixture.group("Region", team);
            GroupId sales = fixture.group("Sales", region);
            changed(fixture.join(team, max));
            changed(fixture.join(team, sales));
            changed(fixture.leave(region, team));

            for (UserId user : List.of(zoe, max)) {
                assertThat(fixture.events(user))
                        .containsExactly(
                                "created inactive 1",
                                "reactivated (group) 2",
                                "deactivated (group) 3");
            }
        }

        @Test
        void followsTheRenamingAndTheRemovalOfAGroup() {
            UserId zoe = fixture.user("zoe");
            GroupId team = fixture.group("Team", zoe);
            GroupId marketing = fixture.group("Marketing", team);

            changed(fixture.rename(marketing, "Sales"));
            changed(fixture.rename(marketing, "SALES"));
            changed(fixture.rename(marketing, "Zoom Hosts"));
            changed(fixture.rename(marketing, "Marketing"));
            changed(fixture.rename(marketing, "Sales"));
            changed(fixture.remove(team));

            assertThat(fixture.events(zoe))
                    .containsExactly(
                            "created inactive 1",
                            "reactivated (group) 2",
                            "deactivated (group) 3",
                            "reactivated (group) 4",
                            "deactivated (group) 5");
        }

        @Test
        void saysNothingOfAUserWhoIsSwitchedOffAnyway() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales", zoe);
            fixture.activate(zoe, false);

            changed(fixture.leave(sales, zoe));
            fixture.activate(zoe, true);
            fixture.activate(zoe, false);
            changed(fixture.join(sales, zoe));
            fixture.activate(zoe, true);

            assertThat(fixture.events(zoe))
                    .containsExactly(
                            "created inactive 1",
                            "reactivated (group) 2",
                            "deactivated 3",
                            "reactivated 6");
            assertThat(fixture.read(zoe).status()).isEqualTo(UserStatus.ACTIVE);
        }

        @Test
        void saysOnceThatAUserIsRemoved() {
            UserId member = fixture.user("member");
            UserId stranger = fixture.user("stranger");
            fixture.group("Sales", member);

            fixture.removeUser(member);
            fixture.removeUser(stranger);

            assertThat(fixture.events(member))
                    .containsExactly("created inactive 1", "reactivated (group) 2", "removed 3");
            assertThat(fixture.events(stranger)).containsExactly("created inactive 1", "removed 2");
        }

        @Test
        void takesJoiningForAComingBackOfATransferredUser() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales", zoe);
            fixture.apply(
                    new UserChange.Transfer(
                            new ZoomUserId("zoe-at-zoom"),
                            Optional.of(new EmailAddress("zoe@example.com"))));

            changed(fixture.leave(sales, zoe));
            changed(fixture.join(sales, zoe));

            assertThat(fixture.events(zoe))
                    .containsExactly(
                            "created inactive 1",
                            "reactivated (group) 2",
                            "transferred 3",
                            "deactivated (group) 4",
                            "reactivated (group) 5");
            assertThat(fixture.read(zoe).zoomUserId()).isEmpty();
        }

        @Test
        void endsRightWhateverHappensAtOnce() throws Exception {
            List<UserId> users =
                    IntStream.range(0, 12).mapToObj(i -> fixture.user("u" + i)).toList();
            GroupId team = fixture.group("Team");
            GroupId sales = fixture.group("Sales");
            Random random = new Random(11);
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                UserId user = users.get(random.nextInt(users.size()));
                GroupId group = random.nextBoolean() ? team : sales;
                Object member = random.nextInt(4) == 0 ? team : user;
                calls.add(
                        switch (random.nextInt(4)) {
                            case 0 -> () -> fixture.leave(group, member);
                            case 1 ->
                                    () ->
                                            fixture.apply(
                                                    new UserChange.Edit(
                                                            user,
                                                            java.util.OptionalLong.empty(),
                                                            was ->
                                                                    GroupFixture.profile(
                                                                            was.userName(),
                                                                            !was.active())));
                            default -> () -> fixture.join(group, member);
                        });
            }
            try (var threads = Executors.newFixedThreadPool(8)) {
                threads.invokeAll(calls).forEach(call -> assertThat(call.resultNow()).isNotNull());
            }

            for (UserId user : users) {
                boolean member = fixture.groupsOf(user).toString().contains("Sales");
                DirectoryUser now = fixture.read(user);
                assertThat(now.eligible()).isEqualTo(member);
                assertThat(now.status() == UserStatus.ACTIVE)
                        .isEqualTo(member && now.profile().active());
                List<String> events = fixture.events(user);
                assertThat(events)
                        .allMatch(event ->
                                event.startsWith("created") || !event.contains("inactive"));
                assertThat(events.getLast().startsWith("reactivated"))
                        .isEqualTo(now.status() == UserStatus.ACTIVE);
            }
        }
    }

    @Nested
    class WhenThePolicyChanges {

        @Test
        void settlesEverybodyOnce() {
            UserId zoe = fixture.user("zoe");
            UserId max = fixture.user("max");
            UserId off = fixture.user("off", false);
            fixture.group("Sales", zoe);
            fixture.removeUser(fixture.user("gone"));

            fixture.directory.eligibleGroups("Sales");
            fixture.directory.eligibleGroups("sales");
            fixture.directory.eligibleGroups("");
            fixture.directory.eligibleGroups("");

            assertThat(fixture.events(zoe)).containsExactly("created 1");
            assertThat(fixture.events(max))
                    .containsExactly("created 1", "deactivated (group) 2", "reactivated (group) 3");
            assertThat(fixture.events(off)).containsExactly("created inactive 1");
        }

        @Test
        void leavesAloneWhoLeftOurZoomAccount() {
            UserId zoe = fixture.user("zoe");
            fixture.apply(
                    new UserChange.Transfer(
                            new ZoomUserId("zoe-at-zoom"),
                            Optional.of(new EmailAddress("zoe@example.com"))));

            fixture.directory.eligibleGroups("Sales");
            fixture.directory.eligibleGroups("");

            assertThat(fixture.events(zoe)).containsExactly("created 1", "transferred 2");
            assertThat(fixture.read(zoe).status()).isEqualTo(UserStatus.TRANSFERRED);
        }

        @Test
        void goesOnWhereAnotherProcessStopped() {
            List<UserId> users =
                    IntStream.range(0, 5).mapToObj(i -> fixture.user("u" + i)).toList();
            Settlement settlement = fixture.directory.settlement();

            assertThat(settlement.begin(Set.of("sales"))).isTrue();
            assertThat(settlement.next(2)).isTrue();
            assertThat(settlement.begin(Set.of("sales"))).isTrue();
            assertThat(settlement.next(2)).isTrue();
            assertThat(settlement.next(2)).isFalse();
            assertThat(settlement.begin(Set.of("sales"))).isFalse();

            assertThat(users)
                    .allSatisfy(user ->
                            assertThat(fixture.events(user))
                                    .containsExactly("created 1", "deactivated (group) 2"));
        }

        @Test
        void isSharedByReplicasThatStartAtOnce() throws Exception {
            List<UserId> users =
                    IntStream.range(0, 40).mapToObj(i -> fixture.user("u" + i)).toList();
            try (var threads = Executors.newFixedThreadPool(4)) {
                Callable<Object> replica =
                        () -> {
                            Settlement settlement = fixture.directory.settlement();
                            boolean more = settlement.begin(Set.of("sales"));
                            while (more) {
                                more = settlement.next(3);
                            }
                            return more;
                        };

                threads.invokeAll(java.util.Collections.nCopies(4, replica))
                        .forEach(call -> assertThat(call.resultNow()).isEqualTo(false));
            }

            assertThat(users)
                    .allSatisfy(user ->
                            assertThat(fixture.events(user))
                                    .containsExactly("created 1", "deactivated (group) 2"));
        }

        @Test
        void countsForUsersWhoAreMadeMeanwhile() throws Exception {
            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Callable<Object>> calls = new ArrayList<>();
                for (int i = 0; i < 60; i++) {
                    String name = "u" + i;
                    calls.add(
                            i == 30
                                    ? () -> {
                                        fixture.directory.eligibleGroups("Sales");
                                        return name;
                                    }
                                    : () -> fixture.user(name));
                }
                threads.invokeAll(calls).forEach(call -> assertThat(call.resultNow()).isNotNull());
            }

            assertThat(fixture.everybody())
                    .hasSize(59)
                    .allMatch(user -> user.status() == UserStatus.DEACTIVATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "Sales,", " , Sales"})
    void refusesAnEmptyName(String list) {
        assertThatThrownBy(() -> Policy.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsNames() {
        assertThat(Policy.parse(" Zoom Hosts ,Vertrieb Süd"))
                .containsExactlyInAnyOrder("zoom hosts", "vertrieb süd");
        assertThat(Policy.parse("  ")).isEmpty();
    }
}
