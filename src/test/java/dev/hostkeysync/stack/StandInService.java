package dev.hostkeysync.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// A service with nothing but a health answer, to try [ServiceProcess] on: it prints the variables
/// it sees, and ends at once when told to.
final class StandInService {

    private StandInService() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.forEach((name, value) -> System.out.println(name + "=" + value));
        if (environment.containsKey("FAULT")) {
            System.err.println("FAULT: is wrong; expected none");
            System.exit(3);
        }
        HttpServer server =
                HttpServer.create(
                        Ports.address(Integer.parseInt(environment.get("QUARKUS_HTTP_PORT"))), 0);
        server.createContext(
                "/q/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("drained")));
        server.start();
    }
}
