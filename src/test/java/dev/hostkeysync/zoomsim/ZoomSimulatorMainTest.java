package dev.hostkeysync.zoomsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomSimulatorMainTest {

    @Test
    void readsTheEnvironmentAndLetsArgumentsPrevail() {
        String[] args = {"--options={\"plan\":\"business\"}"};
        Map<String, String> environment =
                Map.of("ZOOMSIM_PORT", "0", "ZOOMSIM_OPTIONS", "{\"plan\":\"free\"}");

        try (ZoomSimulator simulator = ZoomSimulatorMain.start(args, environment)) {
            assertThat(simulator.options())
                    .isEqualTo(SimulatorOptions.builder().plan(Plan.BUSINESS).build());
            assertThat(simulator.apiUrl().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        try (ZoomSimulator first = ZoomSimulator.start(0, SimulatorOptions.defaults())) {
            String[] args = {"--port=" + first.apiUrl().getPort()};

            assertThatThrownBy(() -> ZoomSimulatorMain.start(args, Map.of()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + first.apiUrl().getPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=1", "--port=http", "--port=65536", "--options={\"plam\":1}"})
    void refusesAnArgumentThatMakesNoSense(String argument) {
        String[] args = {argument};

        assertThatThrownBy(() -> ZoomSimulatorMain.start(args, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
