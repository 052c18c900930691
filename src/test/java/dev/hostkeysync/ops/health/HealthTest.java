package dev.hostkeysync.ops.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.ops.pipeline.PipelineState;
import dev.hostkeysync.ops.pipeline.Verdict;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final JourneyFixture work = new JourneyFixture();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");

    @Test
    void takesAReplicaWithoutADatabaseOutAndSaysWhatToDo() {
        assertThat(new DatabaseHealth(work.jdbi()).look())
                .isEqualTo(Part.well("PostgreSQL", "answers"));

        Part away =
                new DatabaseHealth(Jdbi.create("jdbc:postgresql://127.0.0.1:1/secret?user=zoe"))
                        .look();

        assertThat(away.ready()).isFalse();
        assertThat(away.state()).isEqualTo("does not answer: ConnectionException");
        assertThat(away.mend()).startsWith("check the server at DATABASE_URL");
        assertThat(away.toString()).doesNotContain("secret", "zoe");
    }

    @Test
    void staysReadyWithoutKafka() {
        assertThat(KafkaHealth.of(Duration.ofSeconds(14), true, List.of()))
                .isEqualTo(Part.well("Kafka", "answers"));
        assertThat(KafkaHealth.of(Duration.ofSeconds(14), false, List.of()))
                .isEqualTo(Part.well("Kafka", "is asked for the first time"));

        Part away = KafkaHealth.of(Duration.ofSeconds(15), true, List.of("The topic x"));

        assertThat(away.ready()).isTrue();
        assertThat(away.state()).isEqualTo("has not answered for 15 s");
        assertThat(away.mend()).startsWith("check the brokers in KAFKA_BOOTSTRAP_SERVERS");
    }

    @Test
    void tellsWhatIsWrongWithTheTopics() {
        Part part = KafkaHealth.of(Duration.ofSeconds(1), true, List.of("Topic a", "Topic b"));

        assertThat(part.ready()).isTrue();
        assertThat(part.state()).isEqualTo("answers; topics are not as they must be");
        assertThat(part.meaning()).isEqualTo("Topic a. Topic b");
    }

    @Test
    void findsOutThatAnotherReplicaHasAnotherKeyset() {
        work.withKey("zoe@example.com");
        assertThat(new KeysetHealth(work.jdbi(), work.ledger(), clock).look())
                .isEqualTo(Part.well("Keyset", "opens every stored key"));

        Part other =
                new KeysetHealth(work.jdbi(), HostKeyFixture.ledger(InstantSource.system()), clock)
                        .look();

        assertThat(other.ready()).isTrue();
        assertThat(other.state()).startsWith("does not open every stored key: ");
        assertThat(other.mend()).startsWith("give all replicas the same HOSTKEY_KEYSET");
    }

    @Test
    void tellsTheVerdict() {
        assertThat(PipelineHealth.of(new Verdict(PipelineState.RATE_LIMITED, "why")))
                .isEqualTo(new Part("Pipeline", true, "rate_limited", "why", ""));
    }

    @Test
    void answersWithNameStateMeaningAndMend() {
        var response = new Part("X", false, "gone", "nothing works", "mend it").response();

        assertThat(response.getName()).isEqualTo("X");
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow())
                .containsEntry("state", "gone")
                .containsEntry("meaning", "nothing works")
                .containsEntry("mend", "mend it");
        assertThat(Part.well("X", "fine").response().getData().orElseThrow())
                .containsOnlyKeys("state");
    }
}
