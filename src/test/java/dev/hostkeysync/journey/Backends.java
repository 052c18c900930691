package dev.hostkeysync.journey;

import dev.hostkeysync.stack.KafkaProcess;
import dev.hostkeysync.stack.PostgresServer;
import dev.hostkeysync.stack.TemporaryKafka;
import dev.hostkeysync.stack.TemporaryPostgres;

/// One PostgreSQL and one Kafka for all journeys of this JVM: each journey has a database and
/// topics of its own on them.
final class Backends {

    private static final PostgresServer POSTGRES = TemporaryPostgres.start();
    private static final KafkaProcess KAFKA = TemporaryKafka.start();

    private Backends() {}

    static PostgresServer postgres() {
        return POSTGRES;
    }

    static KafkaProcess kafka() {
        return KAFKA;
    }
}
