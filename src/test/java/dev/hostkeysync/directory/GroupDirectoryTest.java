package dev.hostkeysync.directory;

import static dev.hostkeysync.directory.GroupFixture.changed;
import static dev.hostkeysync.directory.GroupFixture.ids;
import static dev.hostkeysync.directory.GroupFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.UserId;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupDirectoryTest {

    private final GroupFixture fixture = new GroupFixture();

    @Nested
    class Names {

        @Test
        void areTakenInAnyCase() {
            GroupId sales = fixture.group("Sales");
            GroupId other = fixture.group("Other");

            assertThat(fixture.apply(new GroupChange.Create(named("SALES"), Set.of())))
                    .isEqualTo(new GroupResult.NameTaken());
            assertThat(fixture.rename(other, "sales")).isEqualTo(new GroupResult.NameTaken());
            assertThat(changed(fixture.rename(sales, "SALES")).version()).isEqualTo(2);
        }

        @Test
        void areTakenByOneOfThoseWhoComeAtOnce() throws Exception {
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Callable<GroupResult>> calls =
                        Collections.nCopies(
                                8,
                                () ->
                                        fixture.apply(
                                                new GroupChange.Create(named("Sales"), Set.of())));

                List<Future<GroupResult>> results = threads.invokeAll(calls);

                assertThat(
                                results.stream()
                                        .map(Future::resultNow)
                                        .filter(GroupResult.NameTaken.class::isInstance))
                        .hasSize(7);
            }
        }

        @Test
        void areFreeAgainAfterRemoval() {
            changed(fixture.remove(fixture.group("Sales")));

            GroupId again = fixture.group("Sales");

            assertThat(fixture.read(again).version()).isEqualTo(1);
        }
    }

    @Nested
    class Changes {

        @Test
        void addsAndRemovesUsersAndGroups() {
            UserId zoe = fixture.user("zoe");
            UserId max = fixture.user("max");
            GroupId inner = fixture.group("Inner");
            GroupId sales = fixture.group("Sales", zoe, inner);

            DirectoryGroup after =
                    changed(
                            fixture.change(
                                    sales,
                                    MemberChange.add(ids(max))
                                            .then(MemberChange.remove(ids(zoe)))));

            assertThat(after.version()).isEqualTo(2);
            assertThat(fixture.read(sales)).isEqualTo(after);
            assertThat(fixture.members(sales)).containsExactlyInAnyOrder("GROUP Inner", "USER max");
        }

        @Test
        void changesNothingWhereNothingIsToChange() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales", zoe);
            GroupResult unchanged = new GroupResult.Unchanged(fixture.read(sales));

            assertThat(fixture.join(sales, zoe)).isEqualTo(unchanged);
            assertThat(fixture.leave(sales, fixture.user("max"))).isEqualTo(unchanged);
            assertThat(fixture.change(sales, MemberChange.exactly(ids(zoe)))).isEqualTo(unchanged);
            assertThat(fixture.change(sales, MemberChange.NONE)).isEqualTo(unchanged);
            assertThat(fixture.rename(sales, "Sales")).isEqualTo(unchanged);
        }

        @Test
        void writesOnlyThoseWhoMove() {
            List<UserId> users =
                    IntStream.range(0, 20).mapToObj(i -> fixture.user("u" + i)).toList();
            GroupId sales = fixture.group("Sales", users.subList(0, 19).toArray());

            changed(
                    fixture.change(
                            sales, MemberChange.exactly(ids(users.subList(1, 20).toArray()))));
            changed(fixture.join(sales, users.toArray()));

            List<Integer> writtenTogether =
                    fixture.database
                            .jdbi()
                            .withHandle(db ->
                                    db.select(
                                                    "SELECT count(*) FROM directory_member GROUP BY xmin ORDER BY 1")
                                            .mapTo(Integer.class)
                                            .list());
            // The rows of those who stayed are still the first ones.
            assertThat(writtenTogether).containsExactly(1, 1, 18);
        }

        @Test
        void refusesMembersWhoDoNotExistAndNamesTen() {
            UserId zoe = fixture.user("zoe");
            UserId gone = fixture.user("gone");
            fixture.removeUser(gone);
            GroupId sales = fixture.group("Sales");

            assertThat(fixture.join(sales, zoe, gone))
                    .isEqualTo(new GroupResult.NoSuchMembers(List.of(gone.value())));
            assertThat(fixture.members(sales)).isEmpty();
            List<UUID> nobody = IntStream.range(0, 50).mapToObj(i -> new UUID(9, i)).toList();
            GroupResult refused = fixture.change(sales, MemberChange.exactly(nobody));
            assertThat(((GroupResult.NoSuchMembers) refused).ids()).hasSize(10);
            assertThat(fixture.apply(new GroupChange.Create(named("X"), Set.copyOf(nobody))))
                    .isInstanceOf(GroupResult.NoSuchMembers.class);
            assertThat(fixture.groups()).isEqualTo(1);
        }

        @Test
        void areMadeOnlyAtTheVersionAskedFor() {
            GroupId sales = fixture.group("Sales");

            assertThat(fixture.apply(new GroupChange.Remove(sales, OptionalLong.of(2))))
                    .isEqualTo(new GroupResult.VersionMismatch(1));
            assertThat(
                            fixture.apply(
                                    new GroupChange.Edit(
                                            sales,
                                            OptionalLong.of(2),
                                            was -> new GroupChange.Edited(was, MemberChange.NONE))))
                    .isEqualTo(new GroupResult.VersionMismatch(1));
            assertThat(fixture.apply(new GroupChange.Remove(sales, OptionalLong.of(1))))
                    .isInstanceOf(GroupResult.Changed.class);
            assertThat(fixture.remove(sales)).isEqualTo(new GroupResult.NotFound());
        }

        @Test
        void leaveEverythingAsItWasWhenTheEditRefuses() {
            GroupId sales = fixture.group("Sales");
            DirectoryGroup before = fixture.read(sales);

            assertThatThrownBy(() ->
                            fixture.apply(
                                    new GroupChange.Edit(
                                            sales,
                                            OptionalLong.empty(),
                                            _ -> {
                                                throw new IllegalArgumentException("no such path");
                                            })))
                    .hasMessage("no such path");

            assertThat(fixture.read(sales)).isEqualTo(before);
        }

        @Test
        void loseNothingWhenManyAddAtOnce() throws Exception {
            GroupId sales = fixture.group("Sales");
            List<UserId> users =
                    IntStream.range(0, 24).mapToObj(i -> fixture.user("u" + i)).toList();
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Callable<GroupResult>> calls =
                        users.stream()
                                .<Callable<GroupResult>>map(user -> () -> fixture.join(sales, user))
                                .toList();

                List<Future<GroupResult>> results = threads.invokeAll(calls);

                assertThat(results.stream().map(Future::resultNow))
                        .allMatch(GroupResult.Changed.class::isInstance);
            }
            assertThat(fixture.members(sales)).hasSize(24);
            assertThat(fixture.read(sales).version()).isEqualTo(25);
        }
    }

    @Nested
    class Removal {

        @Test
        void takesAUserOutOfTheirGroups() {
            UserId zoe = fixture.user("zoe");
            GroupId sales = fixture.group("Sales", zoe);
            GroupId other = fixture.group("Other");

            fixture.removeUser(zoe);

            assertThat(fixture.members(sales)).isEmpty();
            assertThat(fixture.read(sales).version()).isEqualTo(2);
            assertThat(fixture.read(other).version()).isEqualTo(1);
        }

        @Test
        void takesAGroupOutOfItsGroups() {
            UserId zoe = fixture.user("zoe");
            GroupId inner = fixture.group("Inner", zoe);
            GroupId outer = fixture.group("Outer", inner);

            changed(fixture.remove(inner));

            assertThat(fixture.members(outer)).isEmpty();
            assertThat(fixture.read(outer).version()).isEqualTo(2);
            assertThat(fixture.groupsOf(zoe)).isEmpty();
            assertThat(fixture.directory.groupReader().byId(inner)).isEmpty();
        }

        @Test
        void ofAUserAndAChangeOfTheGroupDoNotWaitForOneAnother() throws Exception {
            GroupId sales = fixture.group("Sales");
            List<UserId> users =
                    IntStream.range(0, 16).mapToObj(i -> fixture.user("u" + i)).toList();
            changed(fixture.join(sales, users.toArray()));
            try (var threads = Executors.newFixedThreadPool(8)) {
                List<Callable<Object>> calls = new java.util.ArrayList<>();
                for (UserId user : users) {
                    calls.add(
                            () -> fixture.apply(new UserChange.Remove(user, OptionalLong.empty())));
                    calls.add(() -> fixture.join(sales, user));
                    calls.add(() -> fixture.leave(sales, user));
                }

                threads.invokeAll(calls).forEach(call -> assertThat(call.resultNow()).isNotNull());
            }
            assertThat(fixture.members(sales)).isEmpty();
        }
    }

    @Test
    void keepsTheMembershipsOfAUserWhoIsSwitchedOff() {
        UserId zoe = fixture.user("zoe");
        fixture.group("Sales", zoe);

        fixture.activate(zoe, false);

        assertThat(fixture.groupsOf(zoe)).containsExactly("Sales direct");
    }

    @Test
    void tellsDirectAndIndirectGroupsAlsoWhereGroupsContainOneAnother() {
        UserId zoe = fixture.user("zoe");
        GroupId a = fixture.group("A", zoe);
        GroupId b = fixture.group("B", a);
        GroupId c = fixture.group("C", b, zoe);
        changed(fixture.join(a, c, a));

        assertThat(fixture.groupsOf(zoe)).containsExactly("A direct", "B indirect", "C direct");
        assertThat(fixture.groupsOf(fixture.user("max"))).isEmpty();
    }

    @Test
    void readsNoMoreMembersThanAskedFor() {
        GroupId sales = fixture.group("Sales", fixture.user("zoe"), fixture.user("max"));

        assertThat(fixture.directory.groupReader().members(List.of(sales), 2)).isPresent();
        assertThat(fixture.directory.groupReader().members(List.of(sales), 1)).isEmpty();
    }
}
