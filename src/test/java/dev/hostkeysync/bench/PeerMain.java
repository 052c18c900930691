package dev.hostkeysync.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.GroupEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/// Another SCIM server to measure beside ours: scim-sdk-server behind the JDK's HTTP server and
/// before a [PeerStore]. It looks at no token and keeps nothing.
///
/// Its one argument is the port.
public final class PeerMain {

    /// `POST /fill/1000` makes [StoredUsers] up to so many.
    static final String FILL = "/fill/";

    private final PeerStore<User> users = new PeerStore<>("userName") {};
    private final ResourceEndpoint scim =
            new ResourceEndpoint(
                    ServiceProvider.builder()
                            .filterConfig(
                                    FilterConfig.builder().supported(true).maxResults(1000).build())
                            .patchConfig(PatchConfig.builder().supported(true).build())
                            .build(),
                    new UserEndpointDefinition(users),
                    new GroupEndpointDefinition(new PeerStore<Group>("displayName") {}));

    private PeerMain() {}

    public static void main(String[] args) throws IOException {
        PeerMain peer = new PeerMain();
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
                        0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", peer::answer);
        server.createContext(FILL, peer::fill);
        server.start();
        System.out.println("listening");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        ScimResponse response =
                scim.handleRequest(
                        "http://" + headers.get("Host") + exchange.getRequestURI(),
                        HttpMethod.valueOf(exchange.getRequestMethod()),
                        body,
                        headers,
                        new Context(null));
        response.getHttpHeaders().forEach(exchange.getResponseHeaders()::set);
        send(exchange, response.getHttpStatus(), response.toString());
    }

    private void fill(HttpExchange exchange) throws IOException {
        int to = Integer.parseInt(exchange.getRequestURI().getPath().substring(FILL.length()));
        String now = Instant.now().toString();
        for (int number = users.size(); number < to; number++) {
            String digits = String.format(Locale.ROOT, "%08d", number);
            String id = StoredUsers.id(number);
            users.fill(
                    id,
                    "user-" + digits + "@example.com",
                    "{\"id\":\"%s\",\"meta\":{\"created\":\"%2$s\",\"lastModified\":\"%2$s\"},"
                                    .formatted(id, now)
                            + StoredUsers.DOCUMENT.substring(1).replace(StoredUsers.MARK, digits));
        }
        send(exchange, 200, "{}");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = status == 204 ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
