package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionCheckTest {

    @Test
    void isContentWithTheNumbersOfTheContract() {
        assertThat(
                        PartitionCheck.faults(
                                "staging-",
                                Map.of(
                                        "staging-identity-lifecycle", 12,
                                        "staging-identity-lifecycle-dlq", 1,
                                        "staging-host-key-events", 12)))
                .isEmpty();
    }

    @Test
    void namesATopicThatTheBrokerMadeWithItsOwnNumber() {
        assertThat(PartitionCheck.faults("", Map.of("identity-lifecycle", 1)))
                .singleElement()
                .asString()
                .startsWith("The topic identity-lifecycle has 1 partitions instead of 12");
    }

    @Test
    void namesATopicThatGrew() {
        assertThat(PartitionCheck.faults("", Map.of("host-key-events", 24)))
                .singleElement()
                .asString()
                .startsWith("The topic host-key-events has 24 partitions instead of 12");
    }
}
