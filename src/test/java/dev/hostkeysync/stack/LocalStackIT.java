package dev.hostkeysync.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    private static final SimulatedZoom.Launcher NO_ZOOM = (port, app) -> new PretendZoom();

    @TempDir Path home;

    @Test
    void startsEverythingAroundTheServiceAndKeepsItsData() throws Exception {
        LocalStackOptions options = LocalStackOptions.forTest(home).with("TOPIC_PREFIX", "it-");
        String keyset;

        try (LocalStack stack = LocalStack.prepare(options, NO_ZOOM)) {
            Path file = home.resolve("keyset.json");
            keyset = Files.readString(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(discovery(stack.oidc().url()).path("issuer").asText())
                    .isEqualTo("http://127.0.0.1:%d/local".formatted(options.ports().oidc()));
            assertThat(stack.environment())
                    .containsEntry("TOPIC_PREFIX", "it-")
                    .containsEntry("HOSTKEY_KEYSET_FILE", file.toString())
                    .containsEntry("OIDC_ISSUER", stack.oidc().url().toString())
                    .containsEntry("DATABASE_URL", stack.postgres().jdbcUrl("hostkeysync"))
                    .containsEntry("KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
            assertThatThrownBy(() -> LocalStack.prepare(LocalStackOptions.forTest(home), NO_ZOOM))
                    .hasMessageContaining("another local run is using");
        }

        assertThat(Files.readString(home.resolve("keyset.json"))).isEqualTo(keyset);
        LocalHome.open(home, /* fresh */ true).close();
        try (var left = Files.list(home)) {
            assertThat(left).containsExactly(home.resolve("lock"));
        }
    }

    @Test
    void saysWhichPortIsTakenBeforeItStartsAnything() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(Ports.address(0));
            LocalPorts free = LocalPorts.free();
            int port = taken.getLocalPort();
            LocalPorts ports =
                    new LocalPorts(
                            port, free.kafka(), free.postgres(), free.zoomSimulator(), free.oidc());
            LocalStackOptions options =
                    new LocalStackOptions(home, ports, false, java.util.Map.of());

            assertThatThrownBy(() -> LocalStack.start(options, NO_ZOOM))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("port " + port + ", meant for the service, is taken")
                    .hasMessageEndingWith("set PORT to use another");
            assertThat(List.of(home.toFile().list())).isEmpty();
        }
    }

    private static JsonNode discovery(URI issuer) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(issuer + "/.well-known/openid-configuration");
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            return Answer.json(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
