package dev.hostkeysync.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Kafka broker for as long as this JVM lives, with nothing left behind.
public final class TemporaryKafka {

    private TemporaryKafka() {}

    public static KafkaProcess start() {
        try {
            Path directory = Files.createTempDirectory("hostkey-sync-test-");
            KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"), Ports.free());
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        kafka.close();
                                        Directories.delete(directory);
                                    },
                                    "temporary-kafka-end"));
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
