package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String EXAMPLE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void readsTheExampleOfTheSpecification() {
        TraceParent parent = TraceParent.parse(EXAMPLE).orElseThrow();

        assertThat(parent.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(parent.spanId()).isEqualTo("b7ad6b7169203331");
        assertThat(parent.flags()).isEqualTo("01");
        assertThat(parent).hasToString(EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zoe@example.com",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-zoe",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void takesNothingElse(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TraceParent(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a traceparent");
    }
}
