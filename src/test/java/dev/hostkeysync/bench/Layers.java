package dev.hostkeysync.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which part of the service a stack belongs to.
final class Layers {

    private static final String OURS = "dev.hostkeysync.";

    /// The first that fits any frame, from the innermost one outwards.
    private static final Map<String, String> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put("org.postgresql.", "PostgreSQL driver");
        LAYERS.put("org.jdbi.", "Jdbi");
        LAYERS.put("io.agroal.", "Agroal pool");
        LAYERS.put("com.arjuna.", "Narayana");
        LAYERS.put("io.quarkus.agroal.", "Agroal pool");
        LAYERS.put("io.quarkus.narayana.", "Narayana");
        LAYERS.put("org.hibernate.", "Hibernate");
        LAYERS.put("com.fasterxml.jackson.", "Jackson");
        LAYERS.put("com.google.crypto.tink.", "Tink");
        LAYERS.put("org.apache.kafka.", "Kafka clients");
        LAYERS.put("io.smallrye.reactive.messaging.", "SmallRye messaging");
        LAYERS.put("io.vertx.kafka.", "SmallRye messaging");
        LAYERS.put("jdk.internal.net.http.", "JDK HTTP client");
        LAYERS.put("io.micrometer.", "Micrometer");
        LAYERS.put("org.jboss.resteasy.", "RESTEasy Reactive");
        LAYERS.put("io.quarkus.resteasy.", "RESTEasy Reactive");
        LAYERS.put("io.quarkus.security.", "Quarkus security");
        LAYERS.put("io.quarkus.vertx.http.runtime.security.", "Quarkus security");
        LAYERS.put("io.quarkus.arc.", "ArC");
        LAYERS.put("io.quarkus.virtual.", "virtual threads");
        LAYERS.put("io.netty.", "Netty");
        LAYERS.put("io.vertx.", "Vert.x");
        LAYERS.put("io.smallrye.mutiny.", "Mutiny");
        LAYERS.put("org.jboss.log", "logging");
    }

    private static final Map<String, String> TASKS = new LinkedHashMap<>();

    static {
        TASKS.put("dev.hostkeysync.scim.", "SCIM request");
        TASKS.put("dev.hostkeysync.lookup.", "reveal request");
        TASKS.put("dev.hostkeysync.access.", "sign-in of a request");
        TASKS.put("dev.hostkeysync.outbox.OutboxRelay", "relay");
        TASKS.put("dev.hostkeysync.outbox.OutboxBatch", "relay");
        TASKS.put("dev.hostkeysync.provisioning.LifecycleConsumer", "lifecycle consumer");
        TASKS.put("dev.hostkeysync.provisioning.", "sync loop and its threads");
        TASKS.put("io.quarkus.vertx.http.", "HTTP, around the request");
        TASKS.put("org.jboss.resteasy.", "HTTP, around the request");
        TASKS.put("org.apache.kafka.clients.producer.", "relay: Kafka producer");
        TASKS.put("org.apache.kafka.clients.consumer.", "lifecycle consumer: Kafka consumer");
        TASKS.put("io.smallrye.reactive.messaging.", "lifecycle consumer: SmallRye");
        TASKS.put("jdk.internal.net.http.", "sync: JDK HTTP client");
        TASKS.put("io.netty.", "HTTP, around the request");
        TASKS.put("io.vertx.", "HTTP, around the request");
        TASKS.put("java.util.concurrent.ForkJoin", "virtual threads' scheduler");
        TASKS.put("java.lang.VirtualThread", "virtual threads' scheduler");
    }

    private Layers() {}

    /// Whose code is at work: what the innermost frame that is not the JDK's belongs to.
    ///
    /// @param frames class and method, innermost first
    static String layer(List<String> frames) {
        for (String frame : frames) {
            if (frame.startsWith(OURS)) {
                return "ours: " + frame.split("\\.")[2];
            }
            for (Map.Entry<String, String> layer : LAYERS.entrySet()) {
                if (frame.startsWith(layer.getKey())) {
                    return layer.getValue();
                }
            }
        }
        return frames.isEmpty() ? "no Java frame" : "JDK alone: " + frames.getLast();
    }

    /// What the work is for: the first line of the table that fits a frame anywhere.
    static String task(List<String> frames) {
        for (Map.Entry<String, String> task : TASKS.entrySet()) {
            if (frames.stream().anyMatch(frame -> frame.startsWith(task.getKey()))) {
                return task.getValue();
            }
        }
        return frames.isEmpty() ? "no Java frame" : "other: " + frames.getLast();
    }
}
