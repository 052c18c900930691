package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.lifecycle.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Words in any order, without a database.
class TimelineTest {

    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<FactKind> OF_PROVIDER =
            List.of(
                    FactKind.CREATED_ON,
                    FactKind.CREATED_OFF,
                    FactKind.ON,
                    FactKind.OFF,
                    FactKind.OFF,
                    FactKind.REMOVED,
                    FactKind.SIGN_IN_CHANGED);

    private static final List<FactKind> ANY = List.of(FactKind.values());

    static LongStream seeds() {
        return LongStream.range(0, 1000);
    }

    /// What listeners know of a user to whom the words come one by one.
    private static final class Listener {

        private final Set<Fact> known = new HashSet<>();
        private final Set<Trigger> told = new TreeSet<>();
        private String wanted = "NOTHING";
        private boolean exists;

        void hear(Fact fact) {
            Timeline before = Timeline.of(Standing.NOBODY, known, true);
            boolean _ = known.add(fact);
            Timeline now = Timeline.of(Standing.NOBODY, known, true);
            if (!exists && !now.last().exists() && !fact.kind().isCreation()) {
                return;
            }
            for (Telling telling : now.news(before, !exists, true)) {
                boolean _ = told.add(telling.trigger());
                hear(telling);
            }
            exists |= now.steps().stream().anyMatch(step -> step.after().exists());
        }

        /// As the table of triggers in provisioning does by default.
        private void hear(Telling telling) {
            switch (telling.trigger()) {
                case USER_CREATED -> wanted = telling.on() ? "KEY" : wanted;
                case USER_REACTIVATED -> wanted = "KEY";
                case USER_DEACTIVATED -> wanted = wanted.equals("KEY") ? "CONCEALED" : wanted;
                case USER_REMOVED, USER_TRANSFERRED -> wanted = "GONE";
                case SSO_CHANGED, PROFILE_CHANGED, ZOOM_USER_READY, HOST_KEY_DRIFTED -> {}
            }
        }

        Standing standing() {
            return Timeline.of(Standing.NOBODY, known, true).last();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProvidersWordsEndTheSameInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Fact> day = new ArrayList<>();
        day.add(fact(0, random.nextBoolean() ? FactKind.CREATED_ON : FactKind.CREATED_OFF));
        Standing standing = Timeline.of(Standing.NOBODY, day, true).last();
        for (int i = 1; i < 12; i++) {
            FactKind kind = OF_PROVIDER.get(random.nextInt(OF_PROVIDER.size()));
            if (isPlausible(kind, standing)) {
                day.add(fact(i, kind));
                standing = Timeline.of(Standing.NOBODY, day, true).last();
            }
        }

        Listener clean = heard(day);
        Listener shuffled = heard(shuffled(day, random));

        assertThat(shuffled.standing()).isEqualTo(clean.standing());
        assertThat(shuffled.told).as(day.toString()).isEqualTo(clean.told);
        assertThat(shuffled.wanted).as(day.toString()).isEqualTo(clean.wanted);
    }

    /// Of a removed user a provider says nothing but that they are back. (Who was off before that,
    /// and whose removal comes last of all, is told to be switched on rather than created.)
    private static boolean isPlausible(FactKind kind, Standing standing) {
        return switch (kind) {
            case CREATED_ON -> true;
            case CREATED_OFF, ON, OFF, SIGN_IN_CHANGED -> standing.exists();
            case REMOVED -> standing.active();
            case ZOOM_READY, ZOOM_ON, ZOOM_OFF, LEFT, ZOOM_DELETED, KEY_DRIFTED -> true;
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverContradictsWhomTheUserEndsWhereTheLastWordsPutThem(long seed) {
        Random random = new Random(seed);
        List<Fact> day = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(10); i++) {
            FactKind kind = ANY.get(random.nextInt(ANY.size()));
            day.add(
                    new Fact(
                            MORNING.plusSeconds(random.nextInt(8)),
                            kind,
                            kind.isOfZoom() && random.nextBoolean()
                                    ? Optional.of(new ZoomUserId("z" + random.nextInt(2)))
                                    : Optional.empty()));
        }
        day.add(fact(4, FactKind.CREATED_ON));

        Listener clean = heard(day.stream().sorted().toList());
        Listener shuffled = heard(shuffled(day, random));

        assertThat(shuffled.standing()).isEqualTo(clean.standing());
        boolean on = clean.standing().isOn(true) && !clean.standing().left();
        assertThat(shuffled.wanted.equals("KEY")).as(day.toString()).isEqualTo(on);
        assertThat(clean.wanted.equals("KEY")).as(day.toString()).isEqualTo(on);
    }

    private static Listener heard(List<Fact> facts) {
        Listener listener = new Listener();
        facts.forEach(listener::hear);
        return listener;
    }

    private static List<Fact> shuffled(List<Fact> day, Random random) {
        List<Fact> shuffled = new ArrayList<>(day);
        shuffled.addAll(
                day.stream().filter(_ -> random.nextInt(4) == 0).collect(Collectors.toList()));
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Fact fact(int second, FactKind kind) {
        return new Fact(MORNING.plusSeconds(second), kind, Optional.empty());
    }
}
