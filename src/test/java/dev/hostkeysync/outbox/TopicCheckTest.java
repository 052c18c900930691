package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.outbox.TopicCheck.Described;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCheckTest {

    private static Described described(int partitions, String policy, String retention) {
        return new Described(
                partitions,
                Optional.of(Map.of("cleanup.policy", policy, "retention.ms", retention)));
    }

    private static List<String> faults(String topic, Described described) {
        Map<String, Described> all = new HashMap<>();
        for (Topic each : Topic.values()) {
            all.put(each.name("staging-"), described(each.partitions(), "delete", "2678400000"));
        }
        all.put("staging-" + topic, described);
        return TopicCheck.faults("staging-", all);
    }

    @ParameterizedTest
    @CsvSource({"delete, 2678400000", "delete, 2678400001", "delete, -1"})
    void isContentWithWhatIsPromised(String policy, String retention) {
        assertThat(faults("host-key-events", described(12, policy, retention))).isEmpty();
    }

    @Test
    void namesATopicThatTheBrokerMadeWithItsOwnNumber() {
        assertThat(faults("identity-lifecycle", described(1, "delete", "-1")))
                .singleElement()
                .asString()
                .startsWith("The topic staging-identity-lifecycle has 1 partitions instead of 12");
    }

    @Test
    void namesATopicThatGrew() {
        assertThat(faults("host-key-events", described(24, "delete", "-1")))
                .singleElement()
                .asString()
                .startsWith("The topic staging-host-key-events has 24 partitions instead of 12");
    }

    @ParameterizedTest
    @CsvSource({"compact", "'compact,delete'"})
    void namesATopicWhoseEventsAreCompactedAway(String policy) {
        assertThat(faults("identity-lifecycle", described(12, policy, "-1")))
                .containsExactly(
                        "The topic staging-identity-lifecycle has cleanup.policy=%s: brokers throw away all but the last record of each user. Set it to delete"
                                .formatted(policy));
    }

    @Test
    void namesAHistoryThatIsShorterThanPromised() {
        assertThat(faults("host-key-events", described(12, "delete", "604800000")))
                .containsExactly(
                        "The topic staging-host-key-events keeps its records for 168 hours instead of 744: subscribers are not told of older events that they ask for. Set retention.ms=2678400000");
        assertThat(faults("identity-lifecycle", described(12, "delete", "604800000"))).isEmpty();
    }

    @Test
    void saysWhichRightIsMissing() {
        assertThat(faults("host-key-events", new Described(12, Optional.empty())))
                .containsExactly(
                        "Whether the topic staging-host-key-events keeps its records cannot be told: give our user DescribeConfigs on it");
    }

    @Test
    void isSilentOfATopicThatIsNotThereYet() {
        assertThat(TopicCheck.faults("", Map.of())).isEmpty();
    }
}
