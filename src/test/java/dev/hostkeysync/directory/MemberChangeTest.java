package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberChangeTest {

    @Test
    void doesInOneGoWhatManyWouldDoOneAfterTheOther() {
        Random random = new Random(3);
        for (int run = 0; run < 500; run++) {
            Set<UUID> before = some(random);
            Set<UUID> expected = new TreeSet<>(before);
            MemberChange folded = MemberChange.NONE;
            for (int step = 0; step < 5; step++) {
                Set<UUID> ids = some(random);
                MemberChange next =
                        switch (random.nextInt(4)) {
                            case 0 -> MemberChange.exactly(ids);
                            case 1 -> MemberChange.remove(ids);
                            default -> MemberChange.add(ids);
                        };
                expected = applied(next, expected);
                folded = folded.then(next);
            }

            assertThat(applied(folded, before)).isEqualTo(expected);
            assertThat(folded.joining()).noneMatch(folded.leaving()::contains);
        }
    }

    @Test
    void forgetsWhatWasBeforeAWholeList() {
        UUID one = new UUID(0, 1);
        UUID two = new UUID(0, 2);

        assertThat(
                        MemberChange.remove(List.of(one))
                                .then(MemberChange.exactly(List.of(two)))
                                .then(MemberChange.remove(List.of(two)))
                                .then(MemberChange.add(List.of(one))))
                .isEqualTo(new MemberChange(true, Set.of(), Set.of(one)));
    }

    private static Set<UUID> applied(MemberChange change, Set<UUID> members) {
        Set<UUID> after = change.everybodyLeaves() ? new TreeSet<>() : new TreeSet<>(members);
        after.removeAll(change.leaving());
        after.addAll(change.joining());
        return after;
    }

    private static Set<UUID> some(Random random) {
        Set<UUID> ids = new TreeSet<>();
        IntStream.range(0, random.nextInt(4)).forEach(_ -> ids.add(new UUID(0, random.nextInt(6))));
        return ids;
    }
}
