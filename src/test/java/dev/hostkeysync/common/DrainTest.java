package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final List<String> happened = new ArrayList<>();

    @Test
    void endsEachStageBeforeTheNextIsTold() throws InterruptedException {
        Drain drain =
                drain(stage -> {
                    happened.add("tell " + name(stage));
                    stage.await("a part", _ -> happened.add("await " + name(stage)));
                    stage.await("another", _ -> happened.add("await " + name(stage)));
                });

        drain.begin(new ShutdownDelayInitiatedEvent());

        assertThat(drain.run()).isEmpty();
        assertThat(happened)
                .containsExactly(
                        "tell Intake",
                        "await Intake",
                        "await Intake",
                        "tell Work",
                        "await Work",
                        "await Work",
                        "tell Relay",
                        "await Relay",
                        "await Relay");
    }

    @Test
    void tellsAllLoopsOfAStageBeforeItWaitsForOne() throws InterruptedException {
        Loop first = sleeping("first");
        Loop second = sleeping("second");
        Drain drain =
                drain(stage -> {
                    if (stage instanceof DrainStage.Work) {
                        stage.end(first);
                        stage.await(
                                "the second was told, too",
                                _ -> happened.add("second is stopping: " + second.isStopping()));
                        stage.end(second);
                    }
                });

        List<String> left = drain.run();

        assertThat(left).isEmpty();
        assertThat(happened).containsExactly("second is stopping: true");
        assertThat(first.await(Duration.ZERO)).isTrue();
        assertThat(second.await(Duration.ZERO)).isTrue();
    }

    @Test
    void givesEachStageWhatIsLeftOfTheTimeSinceTheSignal() throws InterruptedException {
        Drain drain =
                drain(stage ->
                        stage.await(
                                name(stage) + " of it",
                                time -> {
                                    // Real time passes between the two, too.
                                    happened.add(
                                            name(stage)
                                                    + " "
                                                    + Math.round(time.toMillis() / 1000.0));
                                    nanos.addAndGet(time.toNanos());
                                    return false;
                                }));

        drain.begin(new ShutdownDelayInitiatedEvent());
        // Requests under way took all of their time.
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(drain.run()).containsExactly("Intake of it", "Work of it", "Relay of it");
        assertThat(happened).containsExactly("Intake 5", "Work 5", "Relay 3");
    }

    @Test
    void relaysEvenIfAPartCannotBeTold() throws InterruptedException {
        Drain drain =
                drain(stage -> {
                    happened.add(name(stage));
                    if (stage instanceof DrainStage.Intake) {
                        throw new IllegalStateException("for the test");
                    }
                });

        assertThat(drain.run()).containsExactly("what was not told to end");
        assertThat(happened).containsExactly("Intake", "Work", "Relay");
    }

    @Test
    void refusesRequestsFromTheSignalOn() {
        Drain drain = drain(_ -> {});

        assertThat(drain.refuses()).isFalse();
        drain.begin(new ShutdownDelayInitiatedEvent());

        assertThat(drain.refuses()).isTrue();
    }

    @Test
    void answersRequestsForAsLongAsTheDelayLasts() {
        Drain drain = new Drain(_ -> {}, nanos::get, Duration.ofSeconds(5));

        drain.begin(new ShutdownDelayInitiatedEvent());
        nanos.addAndGet(Duration.ofSeconds(5).toNanos() - 1);
        boolean before = drain.refuses();
        nanos.incrementAndGet();

        assertThat(before).isFalse();
        assertThat(drain.refuses()).isTrue();
    }

    private Drain drain(Consumer<DrainStage> observers) {
        return new Drain(observers, nanos::get, Duration.ZERO);
    }

    private static Loop sleeping(String name) {
        Loop loop =
                new Loop(
                        Logger.getLogger(DrainTest.class),
                        name,
                        "Cannot: %s",
                        Duration.ofHours(1),
                        () -> Duration.ofHours(1));
        loop.start();
        return loop;
    }

    private static String name(DrainStage stage) {
        return stage.getClass().getSimpleName();
    }
}
