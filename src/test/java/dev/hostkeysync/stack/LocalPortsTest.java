package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPortsTest {

    @Test
    void areThoseOfTheContract() {
        assertThat(LocalPorts.of(Map.of())).isEqualTo(new LocalPorts(8080, 9092, 5433, 9400, 9300));
    }

    @Test
    void areMovedByTheirVariables() {
        Map<String, String> environment =
                Map.of(
                        "PORT", "1",
                        "KAFKA_PORT", "2",
                        "POSTGRES_PORT", "3",
                        "ZOOM_SIMULATOR_PORT", "4",
                        "OIDC_PORT", "65535");

        assertThat(LocalPorts.of(environment)).isEqualTo(new LocalPorts(1, 2, 3, 4, 65_535));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "0", "65536", "-1"})
    void refuseWhatIsNoPort(String value) {
        assertThatThrownBy(() -> LocalPorts.of(Map.of("KAFKA_PORT", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KAFKA_PORT: '%s' is not a port; expected 1 to 65535", value);
    }

    @Test
    void tellWhoHasTheOneThatIsTaken() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/net/tcp")), "only Linux tells who listens");
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Ports.address(0));
            LocalPorts free = LocalPorts.free();
            int port = taken.getLocalPort();

            var faults =
                    new LocalPorts(free.http(), port, free.postgres(), free.oidc(), free.oidc())
                            .faults();

            assertThat(faults)
                    .containsExactly(
                            "port %d, meant for Kafka, is taken (process %d, java); set KAFKA_PORT to use another"
                                    .formatted(port, ProcessHandle.current().pid()));
        }
    }
}
