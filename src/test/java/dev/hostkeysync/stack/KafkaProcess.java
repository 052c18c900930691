package dev.hostkeysync.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A [KafkaBroker] in a process of its own: it can be killed, and its memory and time are not ours.
public final class KafkaProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path directory;
    private final int port;
    private OsProcess process;

    private KafkaProcess(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.process = launch();
    }

    /// Starts it and does not wait; [#awaitReady] does.
    ///
    /// @param directory where topics live; made when it does not exist, taken over when it does
    public static KafkaProcess launch(Path directory, int port) {
        return new KafkaProcess(directory, port);
    }

    public static KafkaProcess start(Path directory, int port) {
        KafkaProcess kafka = launch(directory, port);
        kafka.awaitReady();
        return kafka;
    }

    public void awaitReady() {
        process.await("to be up", START, () -> process.output().contains(KafkaBroker.STARTED));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.handle().pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void stop() {
        process.terminate(STOP);
    }

    /// SIGKILL: nothing is flushed, no leader is handed over.
    public void kill() {
        process.kill();
    }

    /// Starts it again after [#stop] or [#kill], on the same port and directory.
    public void restart() {
        process = launch();
        awaitReady();
    }

    @Override
    public void close() {
        stop();
    }

    private OsProcess launch() {
        List<String> command =
                JavaCommand.of(
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        KafkaBroker.class,
                        List.of(directory.toString(), Integer.toString(port)));
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        return OsProcess.start("Kafka", command, Map.of(), log);
    }
}
