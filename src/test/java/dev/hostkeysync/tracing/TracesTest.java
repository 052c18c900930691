package dev.hostkeysync.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.TraceParent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final Optional<TraceParent> PARENT =
            TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");

    @Test
    void knowsTheTraceOfTheWorkAndOfNothingElse() {
        assertThat(Traces.current()).isEmpty();

        Traces.within(
                PARENT,
                () -> {
                    assertThat(Traces.current()).isEqualTo(PARENT);
                });

        assertThat(Traces.current()).isEmpty();
    }

    @Test
    void doesWorkOfNoTraceToo() {
        StringBuilder done = new StringBuilder();

        Traces.within(Optional.empty(), () -> done.append(Traces.current()));

        assertThat(done).hasToString("Optional.empty");
    }
}
