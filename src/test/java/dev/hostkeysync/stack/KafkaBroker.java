package dev.hostkeysync.stack;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A Kafka broker inside this JVM, on 127.0.0.1, without ZooKeeper or a second node.
///
/// Where it must be killed, or must not share the heap with what is measured, [KafkaProcess] runs
/// it in a process of its own.
public final class KafkaBroker implements AutoCloseable {

    static final String STARTED = "hostkey-sync: Kafka is up";

    private final Path directory;
    private final int port;
    private final UnaryOperator<Map<String, String>> change;
    private KafkaRaftServer server;

    private KafkaBroker(Path directory, int port, UnaryOperator<Map<String, String>> change) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.change = change;
        QuietLogs.apply();
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format();
        }
        this.server = launch();
    }

    /// @param directory where topics live; made when it does not exist, taken over when it does
    public static KafkaBroker start(Path directory, int port) {
        return new KafkaBroker(directory, port, UnaryOperator.identity());
    }

    /// @param change of its settings
    static KafkaBroker start(Path directory, int port, UnaryOperator<Map<String, String>> change) {
        return new KafkaBroker(directory, port, change);
    }

    /// `KafkaBroker <directory> <port>`: until SIGTERM, or until the process that started it is
    /// gone.
    public static void main(String[] args) {
        KafkaBroker broker = start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-end"));
        System.out.println(STARTED);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        System.exit(0);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /// Starts it again after [#stop], on the same port and directory.
    public void restart() {
        server = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private KafkaRaftServer launch() {
        KafkaConfig config =
                new KafkaConfig(
                        change.apply(KafkaSettings.of(directory, port, Ports.free())),
                        /* doLog */ false);
        KafkaRaftServer launched = new KafkaRaftServer(config, Time.SYSTEM);
        launched.startup();
        return launched;
    }

    private void format() {
        Formatter formatter =
                new Formatter()
                        .setPrintStream(
                                new PrintStream(
                                        new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                        .setNodeId(Integer.parseInt(KafkaSettings.NODE_ID))
                        .setClusterId(Uuid.randomUuid().toString())
                        .setControllerListenerName(KafkaSettings.CONTROLLER)
                        .setMetadataLogDirectory(directory.toString())
                        .addDirectory(directory.toString());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + directory + " for Kafka", e);
        }
    }
}
