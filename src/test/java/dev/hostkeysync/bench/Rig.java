package dev.hostkeysync.bench;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.stack.LocalPorts;
import dev.hostkeysync.stack.LocalStack;
import dev.hostkeysync.stack.LocalStackOptions;
import dev.hostkeysync.stack.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Everything around a measurement: PostgreSQL that keeps what it commits, a Kafka broker, the Zoom
/// simulator and the packaged service, each its own process on 127.0.0.1. They end with this JVM.
final class Rig {

    static final Path DIRECTORY = Path.of("target/bench");

    private final LocalStack stack;
    private final int port;
    private String database = LocalStack.DATABASE;
    private @Nullable ServiceProcess service;

    private Rig(LocalStack stack, int port) {
        this.stack = stack;
        this.port = port;
    }

    /// @param profiled whether PostgreSQL counts statements
    static Rig start(boolean profiled) {
        LocalStackOptions options =
                new LocalStackOptions(
                                DIRECTORY.resolve("data"),
                                LocalPorts.free(),
                                /* fresh */ true,
                                Map.of())
                        // Many times what any of it can do, so that Zoom's pace is never in the
                        // way.
                        .with("ZOOM_BUDGET_OVERRIDE_PER_SECOND", "100000")
                        // One reader asks as often as it can.
                        .with("REVEALS_PER_MINUTE", "1000000")
                        .with("_JAVA_OPTIONS", javaOptions());
        LocalStack stack = LocalStack.prepare(options, ZoomProcess::start);
        Rig rig = new Rig(stack, options.ports().http());
        Runtime.getRuntime().addShutdownHook(new Thread(rig::close, "bench-end"));
        if (profiled) {
            Statements.enable(stack.postgres());
        }
        return rig;
    }

    /// Over those of the image (`src/main/docker/java.options`).
    static String javaOptions() {
        return Objects.requireNonNullElse(System.getenv("BENCH_JAVA_OPTIONS"), "");
    }

    /// Whether the service's JVM takes the AOT cache; where it does not, it says nothing and starts
    /// slower. Told to insist, it ends before the service has said what it lacks to start (78).
    boolean usesAotCache() {
        try (ServiceProcess bare =
                ServiceProcess.launch(
                        port,
                        Map.of("_JAVA_OPTIONS", javaOptions() + " -XX:AOTMode=on"),
                        DIRECTORY.resolve("aot.log"))) {
            return bare.awaitExit(Duration.ofSeconds(60)) == 78;
        }
    }

    /// Starts the service anew on an empty database and topics of its own, so that nothing of an
    /// earlier measurement goes on beside this one.
    ///
    /// @param name of the database, and before the topics
    /// @param variables over those of the local stack; an empty value takes one out
    void startFresh(String name, Map<String, String> variables) {
        launch(name, variables).awaitReady();
    }

    /// Starts the service anew as [#startFresh], without waiting.
    ServiceProcess launch(String name, Map<String, String> variables) {
        stopService();
        boolean _ = stack.postgres().createDatabase(name);
        database = name;
        Map<String, String> all = new HashMap<>(stack.environment());
        all.put("DATABASE_URL", stack.postgres().jdbcUrl(name));
        all.put("TOPIC_PREFIX", name + "-");
        all.put("DRIFT_CHECK_CRON", "off");
        all.putAll(variables);
        boolean _ = all.values().removeIf(String::isEmpty);
        service = ServiceProcess.launch(port, all, DIRECTORY.resolve("service.log"));
        return service;
    }

    void stopService() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    Statements statements() {
        return new Statements(stack.postgres());
    }

    ServiceDatabase database() {
        return new ServiceDatabase(stack.postgres().dataSource(database));
    }

    HostKeySubscriber subscriber() {
        return HostKeySubscriber.start(
                stack.kafka().bootstrapServers(), database + "-" + LocalStack.HOST_KEY_TOPIC);
    }

    /// Of the service.
    int port() {
        return port;
    }

    LoadGenerator generator(int connections) {
        return new LoadGenerator(port, connections);
    }

    Secret scimToken() {
        return stack.secrets().scimToken();
    }

    Secret webhookSecret() {
        return stack.secrets().webhookSecret();
    }

    /// What the service is told, such as the credentials of its Zoom app.
    String variable(String name) {
        return Objects.requireNonNull(stack.environment().get(name));
    }

    /// Zoom's id of the account.
    String zoomAccount() {
        return variable("ZOOM_ACCOUNT_ID");
    }

    Secret apiToken() {
        return stack.secrets().apiToken();
    }

    ZoomProcess zoom() {
        return (ZoomProcess) stack.zoom();
    }

    ProcessHandle service() {
        return process(Objects.requireNonNull(service).pid());
    }

    ProcessHandle postgres() {
        return process(stack.postgres().pid());
    }

    ProcessHandle kafka() {
        return process(stack.kafka().pid());
    }

    private void close() {
        stopService();
        stack.close();
    }

    private static ProcessHandle process(long pid) {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
