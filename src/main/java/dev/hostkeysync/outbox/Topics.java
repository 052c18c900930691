package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/// Makes sure that the topics exist, once per process, and looks whether they are as they must be,
/// every hour, or every minute while they are not. Only when Kafka answers: the service starts, and
/// takes SCIM requests, without Kafka.
@ApplicationScoped
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration WHILE_WELL = Duration.ofHours(1);
    private static final Duration WHILE_NOT = Duration.ofMinutes(1);

    private final Brokers brokers;
    private final OutboxConfig config;
    private final TopicFaults faults;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;
    private boolean ensured;

    Topics(Brokers brokers, OutboxConfig config, TopicFaults faults, InstantSource clock) {
        this.brokers = brokers;
        this.config = config;
        this.faults = faults;
        this.clock = clock;
    }

    /// @throws IllegalStateException when Kafka does not answer and never did
    void ensure() {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        "hostkey-sync-topics",
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis());
        try (Admin admin = Admin.create(brokers.settings(settings))) {
            Set<String> existing = admin.listTopics().names().get(6, TimeUnit.SECONDS);
            if (!ensured) {
                create(admin, missing(existing));
            }
            look(admin, existing);
            ensured = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            if (!ensured) {
                throw new IllegalStateException("cannot look for the topics", e);
            }
            // They are there; what is to be sent does not wait for another look.
            nextLook = clock.instant().plus(WHILE_NOT);
        }
    }

    private List<NewTopic> missing(Set<String> existing) {
        List<NewTopic> missing = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            String name = topic.name(config.prefix().orElse(""));
            if (!existing.contains(name)) {
                missing.add(
                        new NewTopic(name, topic.partitions(), config.replicationFactor())
                                .configs(topic.settings()));
            }
        }
        return missing;
    }

    /// Somebody else made those: in a cluster where we may not, or with other numbers.
    private void look(Admin admin, Set<String> existing)
            throws InterruptedException, ExecutionException, TimeoutException {
        String prefix = config.prefix().orElse("");
        List<String> ours =
                Stream.of(Topic.values())
                        .map(topic -> topic.name(prefix))
                        .filter(existing::contains)
                        .toList();
        Map<String, TopicCheck.Described> described = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(ours).allTopicNames().get(6, TimeUnit.SECONDS).values()) {
            described.put(
                    topic.name(),
                    new TopicCheck.Described(
                            topic.partitions().size(), settings(admin, topic.name())));
        }
        List<String> found = TopicCheck.faults(prefix, described);
        if (!faults.last().equals(Optional.of(found))) {
            found.forEach(LOG::error);
        }
        faults.found(found);
        nextLook = clock.instant().plus(found.isEmpty() ? WHILE_WELL : WHILE_NOT);
    }

    private static Optional<Map<String, String>> settings(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Map<String, String> settings = new HashMap<>();
            for (Config one :
                    admin.describeConfigs(List.of(resource))
                            .all()
                            .get(6, TimeUnit.SECONDS)
                            .values()) {
                one.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
            }
            return Optional.of(settings);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (NewTopic topic : missing) {
            try {
                admin.createTopics(List.of(topic)).all().get(6, TimeUnit.SECONDS);
                LOG.infof(
                        "Created the topic %s with %d partitions",
                        topic.name(), topic.numPartitions());
            } catch (ExecutionException e) {
                // Another replica was quicker.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
