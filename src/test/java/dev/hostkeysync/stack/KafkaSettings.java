package dev.hostkeysync.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One node that is broker and controller at once, as small and as quick to start as Kafka allows.
final class KafkaSettings {

    static final String NODE_ID = "1";
    static final String CONTROLLER = "CONTROLLER";

    private KafkaSettings() {}

    static Map<String, String> of(Path logDirectory, int port, int controllerPort) {
        return Stream.of(node(logDirectory, port, controllerPort), topics(), size(), haste())
                .flatMap(part -> part.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> node(Path logDirectory, int port, int controllerPort) {
        String clients = "PLAINTEXT://127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                NODE_ID,
                "log.dirs",
                logDirectory.toString(),
                "listeners",
                clients + "," + CONTROLLER + "://" + controller,
                "advertised.listeners",
                clients,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                NODE_ID + "@" + controller);
    }

    private static Map<String, String> topics() {
        return Map.of(
                // A topic that our service forgot to make must be missing, not appear by magic.
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    private static Map<String, String> size() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "2",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "1",
                "log.segment.bytes", "16777216",
                "log.index.size.max.bytes", "1048576",
                "log.cleaner.enable", "false");
    }

    private static Map<String, String> haste() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                // Lets a test's consumer be missed soon after it was killed, not after 6 s at
                // least.
                "group.min.session.timeout.ms", "1000",
                // A killed broker may come back only after its old session has ended.
                "broker.session.timeout.ms", "2000",
                "broker.heartbeat.interval.ms", "500",
                "controller.quorum.election.timeout.ms", "200",
                "controller.quorum.election.backoff.max.ms", "100");
    }
}
