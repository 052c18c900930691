package dev.hostkeysync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.DrainStage;
import java.time.Duration;
import java.util.function.Consumer;

/// Stops a part of the service as the end of the process does, and waits for it.
public final class Stopping {

    private static final Duration PLENTY = Duration.ofSeconds(20);

    private Stopping() {}

    public static void intake(Consumer<DrainStage.Intake> observer) throws InterruptedException {
        stop(new DrainStage.Intake(), observer);
    }

    public static void work(Consumer<DrainStage.Work> observer) throws InterruptedException {
        stop(new DrainStage.Work(), observer);
    }

    private static <S extends DrainStage> void stop(S stage, Consumer<S> observer)
            throws InterruptedException {
        observer.accept(stage);
        assertThat(stage.await(PLENTY)).isEmpty();
    }
}
