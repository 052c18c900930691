package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/// Makes sure that the topics exist, and looks whether they are as they must be, once per process
/// and only when Kafka answers: the service starts, and takes SCIM requests, without Kafka.
@ApplicationScoped
class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Brokers brokers;
    private final OutboxConfig config;
    private boolean ensured;

    Topics(Brokers brokers, OutboxConfig config) {
        this.brokers = brokers;
        this.config = config;
    }

    void ensure() {
        if (ensured) {
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
            create(admin, missing(existing));
            verify(admin, existing);
            ensured = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking for the topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot look for the topics", e);
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
    private void verify(Admin admin, Set<String> existing)
            throws InterruptedException, ExecutionException, TimeoutException {
        String prefix = config.prefix().orElse("");
        List<String> ours =
                Stream.of(Topic.values())
                        .map(topic -> topic.name(prefix))
                        .filter(existing::contains)
                        .toList();
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(ours)
                .allTopicNames()
                .get(6, TimeUnit.SECONDS)
                .forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
        PartitionCheck.faults(prefix, partitions).forEach(LOG::error);
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
